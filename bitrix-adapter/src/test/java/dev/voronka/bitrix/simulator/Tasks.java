package dev.voronka.bitrix.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tasks; {@code tasks.task.*} of the old form. {@link RestV3} shows the same tasks in the new one. */
final class Tasks {
    /** One task. */
    static final class Task {
        final long id;
        final Map<String, Object> values = new LinkedHashMap<>();

        Task(long id) {
            this.id = id;
        }

        String text(String name) {
            return Values.textOr(values.get(name), "");
        }
    }

    private static final Set<String> TIMES = Set.of("DEADLINE", "START_DATE_PLAN", "END_DATE_PLAN");

    private final Portal portal;
    private final Map<Long, Task> tasks = new TreeMap<>();
    private long lastId;

    Tasks(Portal portal) {
        this.portal = portal;
    }

    Iterable<Task> all() {
        return tasks.values();
    }

    Task find(long id) {
        return tasks.get(id);
    }

    Task seed(long id) {
        lastId = id - 1;
        return add(Values.row("TITLE", "Задача", "RESPONSIBLE_ID", 1), Author.person(1));
    }

    Task add(Map<String, Object> fields, Author author) {
        Task task = new Task(++lastId);
        Instant now = portal.times.second();
        task.values.putAll(Values.row(
                "TITLE",
                "",
                "DESCRIPTION",
                "",
                "CREATED_BY",
                author.userId(),
                "RESPONSIBLE_ID",
                author.userId(),
                "STATUS",
                2L,
                "PRIORITY",
                1L,
                "CREATED_DATE",
                now,
                "CHANGED_DATE",
                now,
                "UF_CRM_TASK",
                List.of()));
        set(task, fields);
        tasks.put(task.id, task);
        portal.changes.tell("ONTASKADD", Values.row("ID", String.valueOf(task.id)), author);
        return task;
    }

    void set(Task task, Map<String, Object> fields) {
        fields.forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            Object read = value;
            if (TIMES.contains(upper) && !Values.blank(value)) {
                read = portal.times.read(Values.text(value));
                if (read == null) {
                    throw Refused.bad("ERROR_CORE", "Неверный формат даты<br>");
                }
            }
            if (upper.equals("PARENT_ID") && Values.numberOr(value, 0) == task.id) {
                throw Refused.bad("ERROR_CORE", "Cannot bind the node to itself<br>");
            }
            task.values.put(upper, read);
        });
        task.values.put("CHANGED_DATE", portal.times.second());
    }

    void addTo(Methods methods) {
        methods.add("task", "tasks.task.add", call -> {
            Map<String, Object> fields = Values.ignoringCase(call.map("fields"));
            if (Values.blank(fields.get("TITLE"))) {
                throw Refused.bad("ERROR_CORE", "Не указано название задачи<br>");
            }
            if (Values.blank(fields.get("RESPONSIBLE_ID"))) {
                throw Refused.bad("ERROR_CORE", "Не указан исполнитель<br>");
            }
            return Answer.of(Values.row("task", shown(add(fields, call.author()))));
        });
        methods.add("task", "tasks.task.get", call -> {
            Object select = call.get("select");
            if (select != null && !(select instanceof List<?>) && !(select instanceof Map<?, ?>)) {
                throw Refused.bad(
                        "100",
                        "Invalid value {" + Values.text(select)
                                + "} to match with parameter {select}. Should be value of type array.");
            }
            return Answer.of(Values.row("task", shown(task(call))));
        });
        methods.add("task", "tasks.task.list", this::list);
        methods.add("task", "tasks.task.update", call -> {
            Task task = task(call);
            set(task, Values.ignoringCase(call.map("fields")));
            portal.changes.tell("ONTASKUPDATE", Values.row("ID", String.valueOf(task.id)), call.author());
            return Answer.of(Values.row("task", shown(task)));
        });
        methods.add("task", "tasks.task.complete", call -> {
            Task task = task(call);
            set(task, Values.row("STATUS", 5L));
            return Answer.of(Values.row("task", shown(task)));
        });
        methods.add("task", "tasks.task.delete", call -> {
            tasks.remove(task(call).id);
            return Answer.of(Values.row("task", true));
        });
    }

    private Task task(Call call) {
        Task task = tasks.get(Values.numberOr(call.get("taskId"), Values.numberOr(call.get("id"), 0)));
        if (task == null) {
            throw Refused.bad(
                    "1048582", "TASKS_ERROR_EXCEPTION_#8; Action failed; 8/TE/ACTION_FAILED_TO_BE_PROCESSED<br>");
        }
        return task;
    }

    private Answer list(Call call) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Task task : tasks.values()) {
            Map<String, Object> row = new LinkedHashMap<>(task.values);
            row.put("ID", task.id);
            row.replaceAll((name, value) -> value instanceof Instant time ? portal.times.shown(time) : value);
            rows.add(row);
        }
        Map<String, Object> filter = call.map("filter");
        filter.keySet().removeIf(name -> name.startsWith("::"));
        List<Map<String, Object>> found = new Rows(portal.times).find(rows, filter, call.map("order"));
        List<Object> shown = new ArrayList<>();
        found.forEach(row -> shown.add(shown(tasks.get(Values.numberOr(row.get("ID"), 0)))));
        return Answer.page(shown, call.get("start"), "tasks");
    }

    private Map<String, Object> shown(Task task) {
        Map<String, Object> shown = Values.row("id", String.valueOf(task.id));
        task.values.forEach((name, value) -> {
            Object text = value instanceof Instant time
                    ? portal.times.shown(time)
                    : value instanceof List<?> ? value : Values.text(value);
            shown.put(Names.camel(name), text);
        });
        shown.put("group", List.of());
        for (String who : List.of("creator", "responsible")) {
            long id = Values.numberOr(task.values.get(who.equals("creator") ? "CREATED_BY" : "RESPONSIBLE_ID"), 0);
            Person person = portal.people.find(id);
            shown.put(
                    who,
                    Values.row(
                            "id",
                            String.valueOf(id),
                            "name",
                            person == null ? "" : person.fullName(),
                            "link",
                            "/company/personal/user/" + id + "/",
                            "icon",
                            "/bitrix/images/tasks/default_avatar.png",
                            "workPosition",
                            person == null ? "" : person.position));
        }
        return shown;
    }
}
