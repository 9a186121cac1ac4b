package dev.voronka.examples.anycrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import dev.voronka.contracts.CrmContract;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** How cards become opportunities. */
class TrytonMappingTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TrytonMapping mapping = TrytonDeals.mapping(CrmContract.DEALS, CrmContract.FIELDS);

    @Test
    void every_stage_has_a_state_and_a_state_stands_for_all_of_its_stages() {
        assertThat(mapping.stages("opportunity")).containsExactly("AT_CLIENT", "PROPOSAL");
        assertThat(mapping.stages("won")).containsExactly("SUCCESS");
        assertThat(mapping.stages("lost")).hasSize(5);
        assertThat(mapping.stages("draft")).isEmpty();
    }

    @Test
    void a_stage_that_is_forgotten_or_mapped_to_no_state_is_named() {
        var states = new HashMap<>(mapping.states());
        states.remove("CONTRACT");
        assertThatThrownBy(() -> new TrytonMapping(mapping.process(), states, List.of(), Map.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("CONTRACT");
        states.put("CONTRACT", "Won");
        assertThatThrownBy(() -> new TrytonMapping(mapping.process(), states, List.of(), Map.of()))
                .hasMessageContaining("\"Won\"")
                .hasMessageContaining("converted");
    }

    @Test
    void a_field_without_a_field_in_tryton_is_named() {
        assertThatThrownBy(() -> new TrytonMapping(mapping.process(), mapping.states(), mapping.fields(), Map.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("segment");
    }

    @ParameterizedTest
    @CsvSource({
        "char, верфи",
        "text, верфи и порты",
        "selection, yes",
        "numeric, 4.5",
        "numeric, 1200000",
        "integer, -7",
        "boolean, true",
        "date, 2026-12-31",
        "datetime, 2026-12-31T09:00:00Z",
        "timestamp, 2026-12-31T09:00:00.123456Z"
    })
    void a_value_comes_back_as_it_went(String type, String text) {
        var written = JSON.readTree(JSON.writeValueAsString(TrytonValues.written("f", type, text)));

        assertThat(TrytonValues.read(written)).isEqualTo(text);
        assertThat(TrytonValues.written("f", type, "")).isNull();
    }

    @Test
    void a_number_comes_back_without_zeros_at_its_end() {
        assertThat(TrytonValues.read(JSON.readTree("{\"__class__\":\"Decimal\",\"decimal\":\"4.500\"}")))
                .isEqualTo("4.5");
        assertThat(TrytonValues.read(JSON.readTree("null"))).isEmpty();
    }

    @Test
    void a_moment_is_told_to_the_microsecond_in_utc() {
        var moment = Instant.parse("2026-03-01T23:59:59.000001Z");

        assertThat(TrytonValues.moment(JSON.readTree(JSON.writeValueAsString(TrytonValues.moment(moment)))))
                .isEqualTo(moment);
    }

    @Test
    void a_value_that_does_not_fit_is_told_by_its_field_and_type_only() {
        assertThatThrownBy(() -> TrytonValues.written("rating", "numeric", "Иванов"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("rating")
                .hasMessageContaining("numeric")
                .hasMessageNotContaining("Иванов");
        assertThatThrownBy(() -> TrytonValues.require("one2many")).hasMessageContaining("one2many");
    }
}
