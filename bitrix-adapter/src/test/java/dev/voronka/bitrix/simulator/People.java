package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Users and departments; {@code user.*}, {@code department.*}, {@code profile}. */
final class People {
    private static final class Department {
        final long id;
        String name;
        long sort = 500;
        Long parent;
        Long head;

        Department(long id, String name, Long parent) {
            this.id = id;
            this.name = name;
            this.parent = parent;
        }
    }

    private final Portal portal;
    private final Map<Long, Person> people = new TreeMap<>();
    private final Map<Long, Department> departments = new TreeMap<>();
    private long lastPerson;
    private long lastDepartment;

    People(Portal portal) {
        this.portal = portal;
        department("Компания", null, null);
        Person admin = add("Администратор", "Портала", "admin@portal.example", "Администратор");
        admin.admin = true;
    }

    Person add(String name, String lastName, String email, String position) {
        Person person = new Person(++lastPerson, name, lastName, email);
        person.position = position;
        person.departments.add(1L);
        people.put(person.id, person);
        return person;
    }

    /** A person with that id, made where there is none. */
    Person withId(long id) {
        lastPerson = Math.max(lastPerson, id);
        return people.computeIfAbsent(id, none -> {
            Person person = new Person(id, "Сотрудник", "№" + id, "user" + id + "@portal.example");
            person.departments.add(1L);
            return person;
        });
    }

    long department(String name, Long parent, Long head) {
        Department department = new Department(++lastDepartment, name, parent);
        department.head = head;
        departments.put(department.id, department);
        return department.id;
    }

    void head(long department, long userId) {
        departments.get(department).head = userId;
    }

    Person find(long id) {
        return people.get(id);
    }

    Iterable<Person> all() {
        return people.values();
    }

    Person active(long id) {
        Person person = people.get(id);
        if (person == null || !person.active) {
            throw Refused.of(403, "user_access_error", "The user does not have access to the application.");
        }
        return person;
    }

    void addTo(Methods methods) {
        methods.add("user", "user.current", call -> Answer.of(shown(call.caller.user(), call)));
        methods.add("user", "user.get", this::get);
        methods.add("user", "user.search", this::get);
        methods.add(
                "user",
                "user.fields",
                call -> Answer.of(Values.row(
                        "ID",
                        "ID",
                        "XML_ID",
                        "Внешний код",
                        "ACTIVE",
                        "Активность",
                        "NAME",
                        "Имя",
                        "LAST_NAME",
                        "Фамилия",
                        "SECOND_NAME",
                        "Отчество",
                        "EMAIL",
                        "E-Mail",
                        "WORK_POSITION",
                        "Должность",
                        "UF_DEPARTMENT",
                        "Подразделения")));
        methods.add("user", "user.add", this::add);
        methods.add("user", "user.update", call -> {
            Person person = call.caller.user().admin ? people.get(Values.numberOr(call.get("ID"), 0)) : null;
            if (person == null) {
                throw Refused.bad("ERROR_CORE", "access_denied");
            }
            set(person, call);
            return Answer.of(true);
        });
        methods.add("", "user.admin", call -> Answer.of(call.caller.user().admin));
        methods.add("", "user.access", call -> Answer.of(true));
        methods.add("", "profile", call -> {
            Person person = call.caller.user();
            return Answer.of(Values.row(
                    "ID",
                    String.valueOf(person.id),
                    "ADMIN",
                    person.admin,
                    "NAME",
                    person.name,
                    "LAST_NAME",
                    person.lastName,
                    "PERSONAL_GENDER",
                    "",
                    "TIME_ZONE",
                    ""));
        });
        methods.add("department", "department.get", call -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            departments.values().forEach(each -> rows.add(shown(each)));
            Map<String, Object> filter = new LinkedHashMap<>();
            for (String name : List.of("ID", "NAME", "SORT", "PARENT", "UF_HEAD")) {
                if (call.has(name) && !call.text(name).isEmpty()) {
                    filter.put(name, call.get(name));
                }
            }
            return Answer.page(new Rows(portal.times).find(rows, filter, Map.of()), call.get("start"));
        });
        methods.add(
                "department",
                "department.fields",
                call -> Answer.of(Values.row(
                        "ID",
                        "ID",
                        "NAME",
                        "Название",
                        "SORT",
                        "Сортировка",
                        "PARENT",
                        "Родитель",
                        "UF_HEAD",
                        "Руководитель")));
        methods.add("department", "department.add", call -> {
            if (Values.blank(call.get("NAME"))) {
                throw Refused.bad("ERROR_CORE", "Department name not provided.<br>");
            }
            return Answer.of(department(call.text("NAME"), call.number("PARENT"), call.number("UF_HEAD")));
        });
        methods.add("department", "department.update", call -> {
            Department department = department(call);
            department.name = Values.textOr(call.get("NAME"), department.name);
            department.sort = Values.numberOr(call.get("SORT"), department.sort);
            department.parent = call.has("PARENT") ? call.number("PARENT") : department.parent;
            department.head = call.has("UF_HEAD") ? call.number("UF_HEAD") : department.head;
            return Answer.of(true);
        });
        methods.add("department", "department.delete", call -> {
            departments.remove(department(call).id);
            return Answer.of(true);
        });
    }

    private Department department(Call call) {
        Department department = departments.get(Values.numberOr(call.get("ID"), 0));
        if (department == null) {
            throw Refused.bad("ERROR_CORE", "Department not found");
        }
        return department;
    }

    private static Map<String, Object> shown(Department department) {
        Map<String, Object> row =
                Values.row("ID", String.valueOf(department.id), "NAME", department.name, "SORT", department.sort);
        if (department.parent != null) {
            row.put("PARENT", String.valueOf(department.parent));
        }
        if (department.head != null) {
            row.put("UF_HEAD", String.valueOf(department.head));
        }
        return row;
    }

    private Answer add(Call call) {
        if (Values.blank(call.get("EMAIL"))) {
            throw Refused.bad("ERROR_CORE", "Wrong E-Mail.");
        }
        Person person = add("", "", call.text("EMAIL"), "");
        set(person, call);
        return Answer.of(person.id);
    }

    private static void set(Person person, Call call) {
        person.name = Values.textOr(call.get("NAME"), person.name);
        person.lastName = Values.textOr(call.get("LAST_NAME"), person.lastName);
        person.position = Values.textOr(call.get("WORK_POSITION"), person.position);
        if (call.has("UF_DEPARTMENT")) {
            person.departments.clear();
            person.departments.addAll(Values.ids(call.get("UF_DEPARTMENT")));
        }
        if (call.has("ACTIVE")) {
            person.active = Values.yes(call.get("ACTIVE"));
        }
    }

    private Answer get(Call call) {
        Map<String, Object> filter = new LinkedHashMap<>();
        Map<String, Object> given = call.has("FILTER") ? call.map("FILTER") : call.params;
        given.forEach((name, value) -> {
            String bare = name.replaceAll("^[^A-Za-z]+", "").toUpperCase(Locale.ROOT);
            if (Set.of("ID", "ACTIVE", "NAME", "LAST_NAME", "EMAIL", "UF_DEPARTMENT", "WORK_POSITION")
                    .contains(bare)) {
                filter.put(name.replace(name.replaceAll("^[^A-Za-z]+", ""), bare), value);
            }
        });
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Person person : people.values()) {
            Map<String, Object> row = shown(person, call);
            boolean active = !filter.containsKey("ACTIVE") || Values.yes(filter.get("ACTIVE")) == person.active;
            if (active) {
                rows.add(row);
            }
        }
        filter.remove("ACTIVE");
        Map<String, Object> order = Values.blank(call.get("SORT"))
                ? Map.of()
                : Values.row(call.text("SORT"), Values.textOr(call.get("ORDER"), "ASC"));
        return Answer.page(new Rows(portal.times).find(rows, filter, order), call.get("start"));
    }

    /** Names and addresses are shown to callers with a wide enough scope only. */
    private Map<String, Object> shown(Person person, Call call) {
        Map<String, Object> row = Values.row("ID", String.valueOf(person.id), "ACTIVE", person.active);
        if (call.caller.may("user") || call.caller.may("user_basic")) {
            String today = portal.times.shown(portal.times.second());
            row.putAll(Values.row(
                    "NAME", person.name,
                    "LAST_NAME", person.lastName,
                    "SECOND_NAME", "",
                    "EMAIL", person.email,
                    "LAST_LOGIN", today,
                    "DATE_REGISTER", today,
                    "TIME_ZONE", "",
                    "IS_ONLINE", "Y",
                    "TIMESTAMP_X", Values.row(),
                    "LAST_ACTIVITY_DATE", Values.row(),
                    "PERSONAL_GENDER", "",
                    "PERSONAL_WWW", "",
                    "PERSONAL_BIRTHDAY", "",
                    "PERSONAL_MOBILE", "",
                    "PERSONAL_CITY", "",
                    "WORK_PHONE", "",
                    "WORK_POSITION", person.position,
                    "UF_EMPLOYMENT_DATE", ""));
        } else {
            row.putAll(Values.row("NAME", person.name, "LAST_NAME", person.lastName));
        }
        row.put("UF_DEPARTMENT", List.copyOf(person.departments));
        row.put("USER_TYPE", person.employee ? "employee" : "extranet");
        if (call.method.equalsIgnoreCase("user.current")) {
            row.keySet()
                    .removeAll(Set.of(
                            "SECOND_NAME",
                            "TIME_ZONE",
                            "TIMESTAMP_X",
                            "PERSONAL_WWW",
                            "PERSONAL_MOBILE",
                            "PERSONAL_CITY",
                            "WORK_PHONE",
                            "USER_TYPE"));
            row.computeIfPresent("LAST_ACTIVITY_DATE", (name, none) -> portal.times.shown(portal.times.second()));
        }
        return row;
    }
}
