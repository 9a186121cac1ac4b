package dev.voronka.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Role;
import dev.voronka.Texts;
import dev.voronka.decision.RoutingRequest.Strategy;
import dev.voronka.people.Employee;
import dev.voronka.store.JacksonCodec;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Questions and answers of routing in moves that are stored. */
class StoredRoutingTest {

    private final JacksonCodec codec = new JacksonCodec();

    @Test
    void what_was_stored_before_there_were_rules_and_limits_is_read_and_explained() {
        var answer = codec.read(
                "{\"considered\":[{\"employee\":\"anna\",\"openCards\":1,\"why\":\"TAKEN\"},"
                        + "{\"employee\":\"boris\",\"openCards\":2,\"why\":\"FULL\"}],\"employee\":\"anna\","
                        + "\"overflowed\":false,\"step\":{\"ring\":\"r\",\"seen\":0,\"taken\":\"anna\"}}",
                Assignment.class);
        var question = codec.read(
                "{\"at\":\"2026-11-24T09:30:00Z\",\"excluded\":[],\"overflow\":[{\"code\":\"HEAD\"}],\"process\":\"incoming-lead\","
                        + "\"ring\":\"r\",\"role\":{\"code\":\"REP\"},\"skill\":null,\"strategy\":\"LEAST_LOADED\"}",
                RoutingRequest.class);

        assertThat(answer.explain(Texts.RUSSIAN))
                .containsExactly(
                        "anna: лучший из тех, кто мог взять карточку (всего 1)",
                        "anna: назначен; открытых карточек: 1",
                        "boris: загружен полностью; открытых карточек: 2");
        assertThat(question)
                .isEqualTo(new RoutingRequest(
                        "incoming-lead",
                        "r",
                        Role.REP,
                        null,
                        Strategy.LEAST_LOADED,
                        List.of(),
                        List.of(Role.HEAD),
                        Desk.NOON));
    }

    @Test
    void everything_that_routing_says_now_is_read_as_it_was_written() {
        var desk = Desk.of(
                Employee.of("anna", Role.REP).perDay(3),
                Employee.of("boris", Role.REP).away(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 24)),
                Employee.of("vera", Role.REP));
        var request = desk.request()
                .territory("ru.msk")
                .score(70)
                .lastOwner("gleb")
                .preferring("english")
                .inWorkingHours()
                .weighing(Map.of("ROUTING", 2))
                .otherwise(Overflow.firstBack())
                .offeredTo(2)
                .about(RoutingRequest.About.NOTHING);
        RoutingRules rules = q -> new RoutingRules.Advice(
                List.of(new RoutingRules.Say("boris", 5, false, "@знает", "Правило")), null, null, null);

        var answer = desk.gives(desk.node().ruledBy(rules), request);

        assertThat(answer.counted()).hasSize(1);
        assertThat(codec.read(codec.text(answer), Assignment.class)).isEqualTo(answer);
        assertThat(codec.read(codec.text(request), RoutingRequest.class)).isEqualTo(request);
    }
}
