package dev.voronka.bitrix.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.ContactRef;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.process.meeting.Meeting;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What is sent to a portal and read from it again is the same value, for every type of field. */
class FieldValuesProperties {

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Moscow"), ZoneId.of("Asia/Kamchatka"), ZoneId.of("UTC"), ZoneId.of("America/St_Johns"));

    private static final Map<String, Long> OPTIONS = Map.of("A", 1L, "B", 20L, "C", 300L);

    /** A type and a value of it. */
    record Sample(FieldKind kind, Object value) {}

    @Provide
    Arbitrary<Sample> samples() {
        return Arbitraries.of(FieldKind.values()).flatMap(kind -> values(kind).map(v -> new Sample(kind, v)));
    }

    private static Arbitrary<? extends Object> values(FieldKind kind) {
        return switch (kind) {
            case STRING -> Arbitraries.strings().ofMinLength(1).ofMaxLength(40);
            case INTEGER -> Arbitraries.longs();
            case DOUBLE ->
                Arbitraries.bigDecimals()
                        .between(BigDecimal.valueOf(-999_999_999L), BigDecimal.valueOf(999_999_999L))
                        .ofScale(6);
            case MONEY ->
                Arbitraries.longs()
                        .flatMap(minor ->
                                Arbitraries.of("RUB", "USD", "JPY", "KWD").map(c -> new Money(minor, c)));
            case DATE -> Arbitraries.integers().between(0, 60_000).map(LocalDate::ofEpochDay);
            case DATETIME -> Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
            case BOOLEAN -> Arbitraries.of(true, false);
            case ENUMERATION -> Arbitraries.of(OPTIONS.keySet());
        };
    }

    @Property
    void a_value_comes_back_as_the_portal_keeps_it(@ForAll("samples") Sample sample, @ForAll("zones") ZoneId zone) {
        var field = field(sample.kind(), false, zone);

        var back = field.fromPortal(field.toPortal(sample.value()));

        assertThat(back).isEqualTo(field.asKept(sample.value()));
        assertThat(field.asKept(back))
                .as("keeping it once more changes nothing")
                .isEqualTo(back);
    }

    @Property
    void many_values_come_back_in_their_order(
            @ForAll("manySamples") List<Sample> samples, @ForAll("zones") ZoneId zone) {
        var kind = samples.get(0).kind();
        var values = samples.stream()
                .filter(s -> s.kind() == kind)
                .map(Sample::value)
                .toList();
        var field = field(kind, true, zone);

        assertThat(field.fromPortal(field.toPortal(values))).isEqualTo(field.asKept(values));
    }

    @Property
    void a_moment_means_the_same_in_every_zone(@ForAll("zones") ZoneId one, @ForAll("zones") ZoneId other) {
        var moment = Instant.parse("2026-10-25T00:30:00Z");
        var sent = FieldKind.DATETIME.toPortal(moment, one);

        assertThat(FieldKind.DATETIME.fromPortal(sent, other)).isEqualTo(moment);
    }

    @Property
    void a_standard_amount_comes_back(@ForAll long minor) {
        var field =
                new BoundField(mapping(FieldKind.MONEY, false, "opportunity"), "opportunity", Map.of(), ZONES.get(0));
        var money = new Money(minor, "RUB");

        assertThat(field.fromPortal(field.toPortal(money))).isEqualTo(field.asKept(money));
        assertThat(field.toPortal(money)).containsEntry("isManualOpportunity", "Y");
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZONES);
    }

    @Provide
    Arbitrary<List<Sample>> manySamples() {
        return samples().list().ofMinSize(1).ofMaxSize(6);
    }

    @Example
    void nothing_clears_a_field_and_a_cleared_field_is_nothing() {
        for (var kind : FieldKind.values()) {
            var single = field(kind, false, ZONES.get(0));
            var many = field(kind, true, ZONES.get(0));

            assertThat(single.toPortal(null))
                    .as(kind + "")
                    .containsEntry("UF_CRM_X", kind == FieldKind.BOOLEAN ? "N" : "");
            assertThat(single.asKept(single.fromPortal(single.toPortal(null))))
                    .as(kind + "")
                    .isEqualTo(single.asKept(null));
            assertThat(many.toPortal(null)).as(kind + "").containsEntry("UF_CRM_X", List.of());
            assertThat(many.toPortal(List.of())).containsEntry("UF_CRM_X", List.of());
            for (var raw : new Object[] {"", null, List.of(), false}) {
                if (kind == FieldKind.BOOLEAN && Boolean.FALSE.equals(raw)) {
                    continue;
                }
                assertThat(many.fromPortal(item(raw))).as(kind + " " + raw).isEqualTo(List.of());
            }
            assertThat(single.fromPortal(item(""))).as(kind + "").isNull();
            assertThat(single.fromPortal(item(List.of()))).as(kind + "").isNull();
        }
        assertThat(field(FieldKind.MONEY, false, ZONES.get(0)).fromPortal(item("|RUB")))
                .isNull();
        assertThat(field(FieldKind.ENUMERATION, false, ZONES.get(0)).fromPortal(item("0")))
                .isNull();
    }

    @Example
    void values_are_said_as_the_portal_says_them() {
        var moscow = ZONES.get(0);
        assertThat(FieldKind.MONEY.toPortal(Money.roubles(1500), moscow)).isEqualTo("1500.00|RUB");
        assertThat(FieldKind.MONEY.fromPortal("1500|RUB", moscow)).isEqualTo(Money.roubles(1500));
        assertThat(FieldKind.MONEY.fromPortal("1500.5|RUB", moscow)).isEqualTo(new Money(150_050, "RUB"));
        assertThat(FieldKind.BOOLEAN.toPortal(true, moscow)).isEqualTo("Y");
        assertThat(FieldKind.BOOLEAN.toFilter(true, moscow)).isEqualTo(1);
        assertThat(FieldKind.BOOLEAN.fromPortal("1", moscow)).isEqualTo(true);
        assertThat(FieldKind.DATE.fromPortal("2026-03-01T00:00:00+03:00", ZoneId.of("UTC")))
                .isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(FieldKind.DATETIME.toPortal(Instant.parse("2026-03-01T09:00:00.9Z"), moscow))
                .isEqualTo("2026-03-01T12:00:00+03:00");
        assertThat(FieldKind.DATETIME.toFilter(Instant.parse("2026-03-01T09:00:00Z"), moscow))
                .isEqualTo("2026-03-01 12:00:00");
        assertThat(FieldKind.DATETIME.fromPortal("2026-03-01 12:00:00", moscow))
                .isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(field(FieldKind.ENUMERATION, false, moscow).fromPortal(item(20)))
                .isEqualTo("B");
        assertThat(field(FieldKind.ENUMERATION, false, moscow).toFilter("B")).isEqualTo(20L);
    }

    @Example
    void what_cannot_be_kept_or_read_is_refused_without_telling_it() {
        var moscow = ZONES.get(0);
        assertThatThrownBy(() -> FieldKind.MONEY.fromPortal("10.005|RUB", moscow))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> FieldKind.MONEY.fromPortal("secret", moscow))
                .isInstanceOf(InvalidInput.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> FieldKind.DATE.fromPortal("soon", moscow)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> FieldKind.INTEGER.fromPortal("1.5", moscow)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> FieldKind.BOOLEAN.fromPortal("maybe", moscow)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> FieldKind.DOUBLE.toPortal(new BigDecimal("1234567890.1234567"), moscow))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("15");
        assertThatThrownBy(() -> FieldKind.DATE.toPortal("2026-01-01", moscow))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("LocalDate");
        assertThatThrownBy(() -> field(FieldKind.ENUMERATION, false, moscow).fromPortal(item("777")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("777");
        assertThatThrownBy(() -> field(FieldKind.ENUMERATION, false, moscow).toPortal("Z"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("plan");
    }

    @Example
    void a_part_of_a_card_is_read_and_written_by_its_path() {
        var paris = ZoneId.of("Europe/Paris");
        var start = ZonedDateTime.of(2026, 3, 1, 10, 0, 0, 0, paris);
        var card = new Meeting.Data("Goal", ContactRef.of("c1"));
        var startAt = CardPath.in(Meeting.Data.class, "start");

        var dated = startAt.write(card, start.toInstant(), paris);
        var moved = startAt.write(dated, start.plusDays(1).toInstant(), ZoneId.of("UTC"));

        assertThat(startAt.read(card)).isNull();
        assertThat(startAt.read(dated)).isEqualTo(start.toInstant());
        assertThat(((Meeting.Data) moved).start()).isEqualTo(start.plusDays(1));
        assertThat(CardPath.in(Meeting.Data.class, "contact").read(card)).isEqualTo("c1");
        assertThat(((Meeting.Data) CardPath.in(Meeting.Data.class, "contact").write(card, null, paris)).contact())
                .isEqualTo(ContactRef.NONE);
        assertThat(((Meeting.Data) CardPath.in(Meeting.Data.class, "agenda").write(card, List.of("a"), paris)).agenda())
                .containsExactly("a");
        assertThat(CardPath.in(Meeting.Data.class, "report.discussed").read(card))
                .isNull();
        assertThatThrownBy(() ->
                        CardPath.in(Meeting.Data.class, "report.discussed").write(card, "x", paris))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("report");
        assertThatThrownBy(() -> CardPath.in(Meeting.Data.class, "nothing"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("agenda");
        assertThatThrownBy(() -> CardPath.in(Meeting.Data.class, "length")).isInstanceOf(InvalidInput.class);
    }

    private static Map<String, Object> item(@Nullable Object raw) {
        var item = new HashMap<String, Object>();
        item.put("UF_CRM_X", raw);
        return item;
    }

    private static BoundField field(FieldKind kind, boolean multiple, ZoneId zone) {
        return new BoundField(mapping(kind, multiple, "X"), "UF_CRM_X", OPTIONS, zone);
    }

    private static FieldMapping mapping(FieldKind kind, boolean multiple, String name) {
        return new FieldMapping(
                new FieldSource.Custom("x"), name, "X", kind, multiple, FieldOwner.OURS, List.of(), List.of("p"));
    }
}
