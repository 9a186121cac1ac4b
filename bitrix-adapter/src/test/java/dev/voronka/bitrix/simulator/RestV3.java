package dev.voronka.bitrix.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** REST 3.0, of which the CRM is no part: tasks, their errors, and the header {@code Idempotency-Key}. */
final class RestV3 {
    private static final Duration KEPT = Duration.ofHours(24);

    /** An error in the form of REST 3.0. */
    static final class Problem extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final transient Map<String, Object> body;

        Problem(int status, String code, String message, List<Object> validation) {
            super(message, null, false, false);
            this.status = status;
            this.body = Values.row("code", "BITRIX_REST_V3_EXCEPTION_" + code, "message", message);
            if (!validation.isEmpty()) {
                body.put("validation", validation);
            }
        }

        int status() {
            return status;
        }

        Map<String, Object> body() {
            return Values.row("error", body);
        }
    }

    /** What is answered, and whether it is an earlier answer once more. */
    record Reply(Object result, boolean replayed) {}

    private record Stored(Object params, Object result, Instant until) {}

    private final Portal portal;
    private final Map<String, Stored> answers = new HashMap<>();

    RestV3(Portal portal) {
        this.portal = portal;
    }

    Reply perform(String method, Object body, Caller caller, String key) {
        if (key == null) {
            return new Reply(work(method, body, caller), false);
        }
        if (key.isEmpty() || key.length() > 255 || !key.chars().allMatch(c -> c > 31 && c < 127)) {
            throw new Problem(
                    400,
                    "INVALIDIDEMPOTENCYKEYEXCEPTION",
                    "The key value does not fit the length limit or has characters beyond ASCII",
                    List.of());
        }
        String place = caller.key() + " " + caller.user().id + " " + method + " " + key;
        Stored stored = answers.get(place);
        if (stored != null && portal.times.now().isBefore(stored.until())) {
            if (!stored.params().equals(body)) {
                throw new Problem(
                        422,
                        "IDEMPOTENCYKEYREUSEDEXCEPTION",
                        "The key was already used with a different request body",
                        List.of());
            }
            return new Reply(stored.result(), true);
        }
        Object result = work(method, body, caller);
        answers.put(place, new Stored(body, result, portal.times.now().plus(KEPT)));
        return new Reply(result, false);
    }

    private Object work(String method, Object body, Caller caller) {
        portal.counts.call("v3/" + method);
        if (method.equalsIgnoreCase("batch")) {
            List<Object> results = new ArrayList<>();
            for (Object each : Values.list(body)) {
                Map<String, Object> command = Values.map(each);
                results.add(work(Values.textOr(command.get("method"), ""), command.get("query"), caller));
            }
            return results;
        }
        if (!caller.may("task")) {
            throw new Problem(403, "INSUFFICIENTSCOPEEXCEPTION", "Insufficient scope", List.of());
        }
        Map<String, Object> params = Values.map(body);
        return switch (method.toLowerCase(Locale.ROOT)) {
            case "tasks.task.add" ->
                Values.row("item", shown(add(Values.map(params.get("fields")), caller), List.of()));
            case "tasks.task.get" -> Values.row("item", shown(task(params), Values.list(params.get("select"))));
            case "tasks.task.list" -> list(params);
            case "tasks.task.update" -> {
                portal.tasks.set(task(params), fields(Values.map(params.get("fields"))));
                yield Values.row("result", true);
            }
            case "tasks.task.complete" -> {
                portal.tasks.set(task(params), Values.row("STATUS", 5L));
                yield Values.row("result", true);
            }
            default ->
                throw new Problem(404, "METHODNOTFOUNDEXCEPTION", "Method `" + method + "` not found", List.of());
        };
    }

    private Tasks.Task add(Map<String, Object> said, Caller caller) {
        Map<String, Object> fields = fields(said);
        for (String needed : List.of("title", "responsibleId")) {
            if (Values.blank(said.get(needed))) {
                throw invalid("Required field `" + needed + "` is not specified", needed);
            }
        }
        return portal.tasks.add(fields, new Author(caller.user().id, Author.By.REST, ""));
    }

    private Map<String, Object> fields(Map<String, Object> said) {
        Map<String, Object> fields = new LinkedHashMap<>();
        said.forEach((name, value) -> {
            if (name.equals("deadline") && !Values.blank(value) && portal.times.read(Values.text(value)) == null) {
                throw invalid("Field `deadline` requires data type `DateTime`", "deadline");
            }
            fields.put(Names.upper(name), value);
        });
        if (fields.containsKey("CREATOR_ID")) {
            fields.put("CREATED_BY", fields.remove("CREATOR_ID"));
        }
        return fields;
    }

    private static Problem invalid(String message, String field) {
        return new Problem(
                400,
                "VALIDATION_REQUESTVALIDATIONEXCEPTION",
                "Error during request object validation",
                List.of(Values.row("message", message, "field", field)));
    }

    private Tasks.Task task(Map<String, Object> params) {
        if (Values.blank(params.get("id"))) {
            throw invalid("Required field `id` is not specified", "id");
        }
        Tasks.Task task = portal.tasks.find(Values.numberOr(params.get("id"), 0));
        if (task == null) {
            throw new Problem(
                    400,
                    "ENTITYNOTFOUNDEXCEPTION",
                    "Record with ID = `" + Values.text(params.get("id")) + "` not found",
                    List.of());
        }
        return task;
    }

    private Object list(Map<String, Object> params) {
        List<Object> rows = new ArrayList<>();
        for (Tasks.Task task : portal.tasks.all()) {
            Map<String, Object> row = shown(task, List.of());
            boolean holds = true;
            for (Object each : Values.list(params.get("filter"))) {
                holds &= holds(row, Values.list(each));
            }
            if (holds) {
                rows.add(
                        Values.list(params.get("select")).isEmpty()
                                ? row
                                : shown(task, Values.list(params.get("select"))));
            }
        }
        return Values.row("items", rows);
    }

    /** A condition is {@code [field, value]} or {@code [field, operator, value]}. */
    private static boolean holds(Map<String, Object> row, List<Object> condition) {
        String field = Values.text(condition.get(0));
        String operator = condition.size() > 2 ? Values.text(condition.get(1)) : "=";
        Object wanted = condition.get(condition.size() - 1);
        Object value = row.get(field);
        int order = ItemPage.compare(Values.text(value), Values.text(wanted));
        if (Values.decimal(value) != null && Values.decimal(wanted) != null) {
            order = Double.compare(Values.decimal(value), Values.decimal(wanted));
        }
        return switch (operator) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case "in" ->
                Values.list(wanted).stream()
                        .anyMatch(each -> Values.textOr(each, "").equals(Values.textOr(value, "")));
            default -> throw invalid("Unknown filter operator `" + operator + "`", "filter");
        };
    }

    private Map<String, Object> shown(Tasks.Task task, List<Object> select) {
        Map<String, Object> row = Values.row("id", task.id);
        task.values.forEach((name, value) -> {
            String camel = name.equals("CREATED_BY") ? "creatorId" : Names.camel(name);
            row.put(camel, value instanceof Instant time ? portal.times.shown(time) : value);
        });
        row.put(
                "status",
                switch ((int) Values.numberOr(task.values.get("STATUS"), 2)) {
                    case 3 -> "in_progress";
                    case 4 -> "supposedly_completed";
                    case 5 -> "completed";
                    case 6 -> "deferred";
                    default -> "pending";
                });
        Person responsible = portal.people.find(Values.numberOr(task.values.get("RESPONSIBLE_ID"), 0));
        row.put(
                "responsible",
                Values.row(
                        "name",
                        responsible == null ? "" : responsible.name,
                        "email",
                        responsible == null ? "" : responsible.email));
        if (!select.isEmpty()) {
            List<String> names = new ArrayList<>(List.of("id"));
            select.forEach(each -> names.add(Values.text(each).replaceAll("\\..*", "")));
            row.keySet().retainAll(names);
        }
        return row;
    }
}
