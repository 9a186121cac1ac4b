package dev.voronka.bitrix.simulator;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code batch}: up to 50 calls in one request, each of which may use what an earlier one answered. Nothing is taken back. */
final class Batch {
    private static final int LONGEST = 50;
    private static final Pattern REFERENCE = Pattern.compile("\\$result((?:\\[[^\\]]*\\])+)");
    private static final Pattern STEP = Pattern.compile("\\[([^\\]]*)\\]");
    private static final Set<String> NOT_INSIDE = Set.of("batch", "disk.folder.uploadfile", "disk.storage.uploadfile");

    private final Portal portal;

    Batch(Portal portal) {
        this.portal = portal;
    }

    Answer run(Call batch) {
        Map<String, Object> commands = batch.map("cmd");
        boolean halt = Values.yes(batch.get("halt"));
        Map<String, Object> results = new LinkedHashMap<>();
        Map<String, Object> errors = new LinkedHashMap<>();
        Map<String, Object> totals = new LinkedHashMap<>();
        Map<String, Object> nexts = new LinkedHashMap<>();
        Map<String, Object> times = new LinkedHashMap<>();
        int number = 0;
        for (Map.Entry<String, Object> each : commands.entrySet()) {
            try {
                if (++number > LONGEST) {
                    throw Refused.of(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");
                }
                String command = Values.textOr(each.getValue(), "");
                int mark = command.indexOf('?');
                String method = mark < 0 ? command : command.substring(0, mark);
                Map<String, Object> params =
                        mark < 0 ? Map.of() : Parameters.read(resolve(command.substring(mark + 1), results));
                if (NOT_INSIDE.contains(method.toLowerCase(Locale.ROOT))) {
                    throw Refused.of(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");
                }
                Call call = new Call(method, inherit(batch, params), batch.caller);
                Answer answer = portal.front.perform(call);
                results.put(each.getKey(), answer.result());
                if (answer.total() != null) {
                    totals.put(each.getKey(), answer.total());
                }
                if (answer.next() != null) {
                    nexts.put(each.getKey(), answer.next());
                }
                times.put(each.getKey(), portal.front.time(call, portal.times.now(), System.nanoTime()));
            } catch (Refused refused) {
                errors.put(
                        each.getKey(), Values.row("error", refused.code(), "error_description", refused.description()));
                if (halt) {
                    break;
                }
            }
        }
        boolean list = batch.get("cmd") instanceof List<?>;
        return Answer.of(Values.row(
                "result", shown(results, list),
                "result_error", shown(errors, list && errors.size() == commands.size()),
                "result_total", shown(totals, list && totals.size() == commands.size()),
                "result_next", shown(nexts, list && nexts.size() == commands.size()),
                "result_time", shown(times, list)));
    }

    private static Map<String, Object> inherit(Call batch, Map<String, Object> params) {
        if (!batch.has("auth_connector") || params.containsKey("auth_connector")) {
            return params;
        }
        Map<String, Object> all = new LinkedHashMap<>(params);
        all.put("auth_connector", batch.get("auth_connector"));
        return all;
    }

    /** PHP shows a map without entries as a list, and one with the keys 0, 1, 2 … as well. */
    private static Object shown(Map<String, Object> map, boolean list) {
        int expected = 0;
        boolean counted = list || map.isEmpty();
        for (String key : map.keySet()) {
            counted &= key.equals(String.valueOf(expected++));
        }
        return counted ? new ArrayList<>(map.values()) : map;
    }

    private static String resolve(String query, Map<String, Object> results) {
        String decoded = query.contains("%24result")
                ? query.replace("%24result", "$result").replace("%5B", "[").replace("%5D", "]")
                : query;
        Matcher matcher = REFERENCE.matcher(decoded);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            Object value = results;
            Matcher step = STEP.matcher(matcher.group(1));
            while (step.find()) {
                value = Values.map(value).get(URLDecoder.decode(step.group(1), StandardCharsets.UTF_8));
            }
            String text = value instanceof Map<?, ?> || value instanceof List<?> ? "" : Values.textOr(value, "");
            matcher.appendReplacement(
                    resolved, Matcher.quoteReplacement(URLEncoder.encode(text, StandardCharsets.UTF_8)));
        }
        matcher.appendTail(resolved);
        return resolved.toString();
    }
}
