package dev.voronka.bitrix.client;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import dev.voronka.bitrix.client.BitrixFailed.Trouble;
import dev.voronka.bitrix.client.RetryTable.Remedy;
import tools.jackson.databind.JsonNode;

/** What a batch's answer says of each command. Its maps are lists when they are empty. */
record BatchOutcome(JsonNode result, boolean halts, Line line) {

    BatchAnswer of(String key, Call call) {
        var time = CallTime.of(result.path("result_time").path(key));
        line.budgets().note(call.method(), time, line.now());
        var error = result.path("result_error").path(key);
        if (!error.isMissingNode()) {
            return BatchAnswer.of(failed(call, error));
        }
        if (result.path("result").has(key)) {
            return BatchAnswer.of(new Answer(
                    result.path("result").get(key),
                    result.path("result_total").path(key),
                    result.path("result_next").path(key),
                    time,
                    false));
        }
        var stopped = halts && !result.path("result_error").isEmpty();
        var harmless = call.repeatability() == Repeatability.FREELY;
        return BatchAnswer.of(new BitrixFailed(
                call.method(),
                "",
                stopped
                        ? new Trouble(
                                Kind.NOT_RUN,
                                0,
                                "",
                                "",
                                false,
                                false,
                                null,
                                "It was never begun, as an earlier command of the batch failed.")
                        : new Trouble(
                                Kind.UNREADABLE,
                                0,
                                "",
                                "",
                                harmless,
                                true,
                                null,
                                "The batch's answer says nothing of command " + key + "."),
                null));
    }

    private BitrixFailed failed(Call call, JsonNode error) {
        var words = error.isObject() ? ErrorWords.of(error) : new ErrorWords("", error.asString(""));
        var row = RetryTable.row(RetryTable.IN_BATCH, words.code());
        if (row.remedy() == Remedy.AGAIN) {
            line.overflowed();
        }
        if (row.remedy() == Remedy.WAIT) {
            line.budgets().pause(call.method(), line.now());
        }
        var unexecuted = row.remedy() == Remedy.AGAIN || row.remedy() == Remedy.WAIT;
        var unsure = row.remedy() == Remedy.IF_HARMLESS;
        return new BitrixFailed(
                call.method(),
                "",
                new Trouble(
                        row.kind(),
                        0,
                        line.hidden(words.code()),
                        line.hidden(words.description()),
                        unexecuted || (unsure && call.repeatability() == Repeatability.FREELY),
                        unsure,
                        null,
                        row.advice()),
                null);
    }
}
