package dev.voronka.bitrix.client;

import static dev.voronka.bitrix.client.ScriptedPortal.error;
import static dev.voronka.bitrix.client.ScriptedPortal.lost;
import static dev.voronka.bitrix.client.ScriptedPortal.ok;
import static dev.voronka.bitrix.client.ScriptedPortal.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import dev.voronka.bitrix.client.ScriptedPortal.Asked;
import dev.voronka.bitrix.client.ScriptedPortal.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many commands in one request. */
class BatchTest {

    private final ScriptedPortal portal = new ScriptedPortal();
    private final HandClock clock = new HandClock();
    private final BitrixClient client =
            BitrixClient.webhook(portal.webhook()).clock(clock).sleeper(clock).build();

    @AfterEach
    void close() {
        portal.close();
    }

    private static Call get(int id) {
        return Call.of("crm.item.get", Map.of("id", id));
    }

    private static Told batched(String result, String errors) {
        return ok("{\"result\":" + result + ",\"result_error\":" + errors
                + ",\"result_total\":[],\"result_next\":[],\"result_time\":[]}");
    }

    /** Answers every command with its own id. */
    private static Told echo(Asked question) {
        if (!question.method().equals("batch")) {
            return ok(question.body().path("id").toString());
        }
        var results = Json.MAPPER.createObjectNode();
        question.body()
                .path("cmd")
                .properties()
                .forEach(command -> results.put(
                        command.getKey(),
                        Phpish.query(command.getValue().asString()).path("id").asString()));
        return batched(results.isEmpty() ? "[]" : results.toString(), "[]");
    }

    @Test
    void commands_go_in_one_request_with_references_and_halt() {
        portal.then(
                told(
                        200,
                        "{\"result\":{\"result\":{\"deal\":{\"CONTACT_ID\":5},\"c\":{\"NAME\":\"x\"}},\"result_error\":[],"
                                + "\"result_total\":{\"c\":7},\"result_next\":{\"c\":50},\"result_time\":{\"c\":{\"operating\":2.5,\"operating_reset_at\":1796000000}}}}"));

        var answers = client.batch(Batch.halting()
                .add("deal", Call.of("crm.deal.get", Map.of("id", 7)))
                .add("c", Call.of("crm.contact.get", Map.of("id", "$result[deal][CONTACT_ID]"))));

        assertThat(portal.asked).hasSize(1);
        assertThat(portal.asked.get(0).method()).isEqualTo("batch");
        assertThat(portal.asked.get(0).body().toString())
                .isEqualTo(
                        "{\"halt\":1,\"cmd\":{\"deal\":\"crm.deal.get?id=7\",\"c\":\"crm.contact.get?id=$result[deal][CONTACT_ID]\"}}");
        assertThat(answers.keySet()).containsExactly("deal", "c");
        assertThat(answers.get("deal").get().result().path("CONTACT_ID").asInt())
                .isEqualTo(5);
        assertThat(answers.get("c").get().total()).hasValue(7);
        assertThat(answers.get("c").get().next()).hasValue(50);
        assertThat(answers.get("c").get().time().operating()).isEqualTo(Duration.ofMillis(2500));
        assertThat(client.stats().budgets()).containsKey("crm.contact.get");
    }

    @Test
    void after_a_halt_the_later_commands_were_never_begun() {
        portal.then(batched("[]", "{\"a\":{\"error\":\"insufficient_scope\",\"error_description\":\"\"}}"));

        var answers = client.batch(Batch.halting().add("a", get(1)).add("b", Call.of("crm.item.add", Map.of())));

        var failed = answers.get("a").failure().orElseThrow();
        assertThat(failed.kind()).isEqualTo(Kind.SCOPE);
        assertThat(failed.method()).isEqualTo("crm.item.get");
        var later = answers.get("b").failure().orElseThrow();
        assertThat(later.kind()).isEqualTo(Kind.NOT_RUN);
        assertThat(later.mayHaveHappened()).isFalse();
        assertThatThrownBy(() -> answers.get("b").get()).isSameAs(later);
    }

    @Test
    void a_command_of_which_the_answer_says_nothing_may_have_happened() {
        portal.then(batched("[]", "[]"));

        var answers = client.batch(Batch.goingOn().add("a", get(1)).add("b", Call.of("crm.item.add", Map.of())));

        var read = answers.get("a").failure().orElseThrow();
        var added = answers.get("b").failure().orElseThrow();
        assertThat(read.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(read.canRepeat()).isTrue();
        assertThat(added.canRepeat()).isFalse();
        assertThat(added.mayHaveHappened()).isTrue();
    }

    @Test
    void a_result_of_null_is_a_result() {
        portal.then(batched("{\"a\":null}", "[]"));

        assertThat(client.batch(Batch.goingOn().add("a", get(1)))
                        .get("a")
                        .get()
                        .result()
                        .isNull())
                .isTrue();
    }

    @Test
    void a_batch_with_an_add_is_not_made_again_when_its_answer_was_lost() {
        portal.then(lost());

        var failed = catchThrowableOfType(
                BitrixFailed.class,
                () -> client.batch(Batch.goingOn().add("a", get(1)).add("b", Call.of("crm.item.add", Map.of()))));

        assertThat(failed.mayHaveHappened()).isTrue();
        assertThat(failed.canRepeat()).isFalse();
        portal.then(lost(), batched("{\"a\":1}", "[]"));
        assertThat(client.batch(Batch.goingOn().add("a", get(1))).get("a").isGood())
                .isTrue();
        assertThat(portal.asked).hasSize(3);
    }

    @Test
    void what_cannot_be_a_command_is_refused_when_it_is_added() {
        var batch = Batch.halting().add("a", get(1));

        assertThatThrownBy(() -> batch.add("a", get(2))).hasMessageContaining("taken");
        assertThatThrownBy(() -> batch.add("0", get(2))).hasMessageContaining("begins with a Latin letter");
        assertThatThrownBy(() -> batch.add("b", Call.of("x.y", Map.of("id", "$result[z][ID]"))))
                .hasMessageContaining("refers to $result[z]")
                .hasMessageContaining("[a]");
        assertThatThrownBy(() -> batch.add("b", Call.of("x.y", Map.of("id", "$result[]"))))
                .hasMessageContaining("no earlier command");
        assertThatThrownBy(() -> batch.add("b", Call.version3("tasks.task.get", Map.of())))
                .hasMessageContaining("REST 3");
        assertThatThrownBy(() -> batch.add("b", Call.of("x.y", Map.of("fields", Map.of("observers", List.of())))))
                .hasMessageContaining("left out");
        var full = batch;
        for (var i = 0; i < 49; i++) {
            full = full.add("k" + i, get(i));
        }
        var fifty = full;
        assertThatThrownBy(() -> fifty.add("more", get(2))).hasMessageContaining("50 commands at most");
    }

    @Test
    void any_number_of_calls_goes_by_fifty_and_comes_back_in_order() {
        portal.always(BatchTest::echo);
        var calls = IntStream.range(0, 120).mapToObj(BatchTest::get).toList();

        var answers = client.callAll(calls);

        assertThat(portal.asked).hasSize(3);
        assertThat(answers.stream()
                        .map(answer -> answer.get().result().asString())
                        .toList())
                .isEqualTo(IntStream.range(0, 120).mapToObj(String::valueOf).toList());
        assertThat(client.callAll(List.of())).isEmpty();
    }

    @Test
    void a_text_that_looks_like_a_reference_never_enters_an_automatic_batch() {
        portal.always(BatchTest::echo);
        var strange = Call.of("crm.timeline.comment.add", Map.of("id", 9, "COMMENT", "see $result[c0][SECRET]"));

        var answers = client.callAll(List.of(get(1), get(2), strange, get(3), get(4)));

        assertThat(answers).allMatch(BatchAnswer::isGood);
        assertThat(portal.asked.stream().map(Asked::method))
                .containsExactly("batch", "crm.timeline.comment.add", "batch");
        assertThat(portal.asked.get(1).body().path("COMMENT").asString()).isEqualTo("see $result[c0][SECRET]");
    }

    @Test
    void what_a_batch_would_change_goes_by_itself() {
        portal.always(BatchTest::echo);
        var clearing = Call.of("crm.item.update", Map.of("id", 5, "fields", Map.of("observers", List.of())));
        var many = new ArrayList<Integer>();
        IntStream.range(0, 1000).forEach(many::add);
        var wide = Call.of("crm.item.list", Map.of("id", 6, "filter", Map.of("@id", many)));

        client.callAll(List.of(get(1), clearing, wide, get(2)));

        assertThat(portal.asked.stream().map(Asked::method))
                .containsExactly("crm.item.get", "crm.item.update", "crm.item.list", "crm.item.get");
    }

    @Test
    void a_command_put_off_by_a_limit_is_made_again_by_itself_and_a_refused_one_is_not() {
        portal.then(
                batched(
                        "{\"c3\":\"3\"}",
                        "{\"c0\":{\"error\":\"QUERY_LIMIT_EXCEEDED\"},\"c1\":{\"error\":\"\",\"error_description\":\"no\"},"
                                + "\"c2\":{\"error\":\"ERROR_BATCH_METHOD_NOT_ALLOWED\"},\"c4\":{\"error\":\"INTERNAL_SERVER_ERROR\"}}"));
        portal.always(BatchTest::echo);
        var add = Call.of("crm.item.add", Map.of("id", 4));

        var answers = client.callAll(List.of(add, get(1), get(2), get(3), add));

        assertThat(answers.get(0).isGood()).isTrue();
        assertThat(answers.get(1).failure().orElseThrow().kind()).isEqualTo(Kind.OTHER);
        assertThat(answers.get(2).isGood()).isTrue();
        assertThat(answers.get(3).isGood()).isTrue();
        assertThat(answers.get(4).failure().orElseThrow().mayHaveHappened()).isTrue();
        assertThat(portal.asked.stream().map(Asked::method)).containsExactly("batch", "crm.item.add", "crm.item.get");
    }

    @Test
    void a_batch_that_fails_as_a_whole_is_the_failure_of_each_command() {
        portal.then(lost(), error(401, "NO_AUTH_FOUND"));
        var add = Call.of("crm.item.add", Map.of());

        var unsure = client.callAll(List.of(get(1), add));
        var refused = client.callAll(List.of(get(1), add));

        assertThat(unsure.get(0).failure().orElseThrow().canRepeat()).isTrue();
        assertThat(unsure.get(1).failure().orElseThrow().canRepeat()).isFalse();
        assertThat(unsure.get(1).failure().orElseThrow().mayHaveHappened()).isTrue();
        assertThat(unsure.get(1).failure().orElseThrow().method()).isEqualTo("crm.item.add");
        assertThat(refused).allMatch(answer -> answer.failure().orElseThrow().kind() == Kind.AUTH);
    }

    @Test
    void one_used_up_method_holds_the_batch_it_is_part_of() {
        portal.then(batched("{\"b\":1}", "{\"a\":{\"error\":\"OPERATION_TIME_LIMIT\"}}"));
        portal.always(BatchTest::echo);
        var batch = Batch.goingOn().add("a", get(1)).add("b", Call.of("crm.item.update", Map.of("id", 2)));

        assertThat(client.batch(batch).get("a").failure().orElseThrow().kind()).isEqualTo(Kind.BUDGET);
        client.batch(batch);

        assertThat(clock.passed()).isEqualTo(Duration.ofMinutes(1));
    }
}
