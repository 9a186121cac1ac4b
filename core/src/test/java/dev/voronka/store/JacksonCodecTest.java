package dev.voronka.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Addressee;
import dev.voronka.Code;
import dev.voronka.ContactRef;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Personal;
import dev.voronka.Role;
import dev.voronka.Stage;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalSheet;
import dev.voronka.approval.ApprovalStep;
import dev.voronka.approval.Delegation;
import dev.voronka.questionnaire.AnswerSheet;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class JacksonCodecTest {

    sealed interface Payment {
        record Cash(Money sum) implements Payment {}

        @Code(
                value = "by-card",
                formerly = {"card"})
        record ByCard(String last4) implements Payment {}

        /** Has a component that is called as the tag is. */
        record Barter(String type) implements Payment {}

        enum Later implements Payment {
            NEXT_MONTH
        }
    }

    enum Size {
        SMALL {
            @Override
            public String toString() {
                return "petite";
            }
        },
        LARGE
    }

    record Tree(String name, List<Tree> under) {}

    record Pair<A, B>(A first, B second) {}

    record Times(
            Instant at,
            ZonedDateTime start,
            Duration length,
            LocalTime from,
            LocalDate day,
            DayOfWeek weekday,
            @Nullable ZoneId zone) {}

    record Kept(
            Money price,
            BigDecimal rate,
            int count,
            Long many,
            double share,
            boolean is,
            UUID id,
            Size size,
            Stage stage,
            Payment payment,
            List<Payment> payments,
            Set<Role> roles,
            SortedSet<Role> inOrder,
            SortedMap<Role, Integer> byRole,
            Map<Size, List<ContactRef>> bySize,
            Pair<LocalDate, Pair<String, Integer>> pair,
            Tree tree,
            Addressee to) {}

    record Free(SortedMap<String, Object> answers) {}

    record Strict(
            String name,
            int count,
            LocalDate day,
            Size size,
            List<Tree> trees,
            @Personal String phone,
            Payment payment) {}

    record Newer(String name, @Nullable String since, List<String> tags, Map<String, String> more) {}

    record Positive(int number) {
        Positive {
            if (number < 1) {
                throw new InvalidInput("A number is positive, but is " + number + ".");
            }
        }
    }

    record Holder(List<Positive> numbers, @Personal List<Positive> secret) {}

    private final JacksonCodec codec = new JacksonCodec();

    private <X> X again(X value, Class<X> type) {
        var json = codec.text(value);
        var read = codec.read(Jsonb.of(json), type);
        assertThat(codec.text(read)).isEqualTo(json);
        return read;
    }

    @Test
    void whatever_a_record_holds_comes_back() {
        var kept = new Kept(
                Money.roubles(15),
                new BigDecimal("25.00"),
                -7,
                Long.MAX_VALUE,
                0.1,
                true,
                new UUID(1, 2),
                Size.SMALL,
                Stage.coded("NEW"),
                new Payment.ByCard("1234"),
                List.of(new Payment.Cash(Money.roubles(1)), new Payment.Barter("cow"), Payment.Later.NEXT_MONTH),
                Set.of(Role.HEAD, Role.CEO, Role.own("JANITOR")),
                new TreeSet<>(Set.of(Role.REP, Role.CFO)),
                new TreeMap<>(Map.of(Role.REP, 1, Role.CFO, 2)),
                Map.of(Size.LARGE, List.of(ContactRef.of("c1"), ContactRef.NONE)),
                new Pair<>(LocalDate.of(2026, 11, 24), new Pair<>("x", 5)),
                new Tree("a", List.of(new Tree("b", List.of()))),
                new Addressee.Holder(Role.HEAD));

        assertThat(again(kept, Kept.class)).isEqualTo(kept);
    }

    @Test
    void times_keep_their_zone_and_lengths_their_seconds() {
        var times = new Times(
                Instant.parse("2026-11-24T07:00:00.000001Z"),
                ZonedDateTime.of(2026, 11, 24, 10, 0, 0, 0, ZoneId.of("Asia/Yekaterinburg")),
                Duration.ofSeconds(5405, 5),
                LocalTime.of(9, 0),
                LocalDate.of(2026, 2, 28),
                DayOfWeek.SUNDAY,
                ZoneId.of("Europe/Moscow"));

        assertThat(again(times, Times.class)).isEqualTo(times);
        assertThat(codec.text(times)).contains("2026-11-24T10:00+05:00[Asia/Yekaterinburg]");
    }

    @Test
    void approval_sheets_and_answers_to_questions_come_back() {
        var delegation = Delegation.of(
                "e1", Set.of(Role.CFO, Role.CEO), "e2", LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));
        var sheet = new ApprovalSheet(
                "e7",
                List.of(ApprovalStep.all(ApprovalLine.of(Role.LEGAL, "price"))),
                new TreeMap<>(Map.of("price", "ab12")),
                List.of(delegation));
        var answers = AnswerSheet.of(
                3,
                Map.of(
                        "budget",
                        new BigDecimal("1500000.50"),
                        "since",
                        LocalDate.of(2026, 1, 31),
                        "has-server",
                        true,
                        "worth",
                        Money.roubles(7),
                        "=date",
                        "no date at all",
                        "list",
                        List.of("a", new BigDecimal("1.0"), Map.of("=date", "2026-01-01"))));

        assertThat(again(sheet, ApprovalSheet.class)).isEqualTo(sheet);
        assertThat(again(answers, AnswerSheet.class)).isEqualTo(answers);
        assertThat(codec.text(answers)).contains("\"since\":{\"=date\":\"2026-01-31\"}", "\"budget\":1500000.50,");
    }

    @Test
    void numbers_have_no_exponent_and_keep_their_places() {
        assertThat(codec.text(new Pair<>(new BigDecimal("1E+3"), new BigDecimal("25.00"))))
                .isEqualTo("{\"first\":1000,\"second\":25.00}");
        assertThat(codec.text(List.of(1e21, 1e-7, new BigDecimal("0E+3"))))
                .isEqualTo("[1000000000000000000000,0.00000010,0]");
        assertThat(again(new Free(new TreeMap<>(Map.of("n", new BigDecimal("25.00")))), Free.class)
                        .answers())
                .containsEntry("n", new BigDecimal("25.00"));
    }

    @Test
    void equal_values_give_equal_texts_with_sorted_keys() {
        assertThat(codec.text(new Payment.ByCard("1"))).isEqualTo("{\"last4\":\"1\"}");
        assertThat(codec.text(new Pair<>(Set.of("b", "a"), Map.of("z", 1, "b", 2))))
                .isEqualTo("{\"first\":{\"=set\":[\"a\",\"b\"]},\"second\":{\"b\":{\"=int\":2},\"z\":{\"=int\":1}}}");
        assertThat(codec.text(new Free(new TreeMap<>()))).isEqualTo("{\"answers\":{}}");
    }

    @Test
    void a_text_read_as_anything_is_written_again_as_it_was() {
        var json = "{\"a\":[1.50,true,null,{\"=date\":\"2026-01-01\"}],\"b\":{\"type\":\"cash\"},\"c\":{\"=no\":1}}";

        assertThat(codec.text(codec.read(json, Object.class))).isEqualTo(json);
        assertThat(codec.text(codec.read(Jsonb.of(json), Object.class))).isEqualTo(json);
    }

    @Test
    void a_component_that_was_not_there_yet_is_null_or_empty_or_named() {
        assertThat(codec.read("{\"name\":\"x\"}", Newer.class)).isEqualTo(new Newer("x", null, List.of(), Map.of()));
        assertThatThrownBy(() -> codec.read("{}", Newer.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "A " + Newer.class.getName() + " cannot be read from JSON. At $.name is missing, and a Newer"
                                + " needs its name; let that be @Nullable, or change the stored data.");
    }

    @Test
    void what_would_be_lost_is_refused_unless_it_is_empty_or_the_text_is_kept() {
        var old = "{\"name\":\"x\",\"gone\":7}";

        assertThat(codec.read("{\"name\":\"x\",\"gone\":null,\"also\":[],\"too\":{}}", Newer.class)
                        .name())
                .isEqualTo("x");
        assertThat(codec.read(old, Newer.class, Reading.LENIENT)).isInstanceOf(Newer.class);
        assertThatThrownBy(() -> codec.read(old, Newer.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("At $.gone is something that a Newer has no component for, so it would be lost");
    }

    @Test
    void a_former_code_of_a_value_is_read() {
        var json = codec.text(new Pair<>("x", 1)).replace("\"x\"", "{\"type\":\"card\",\"last4\":\"1\"}");

        assertThat(codec.read(
                        json.replace("{\"=int\":1}", "\"y\""),
                        Generic.of(Pair.class, Payment.class, String.class),
                        Reading.STRICT))
                .isEqualTo(new Pair<>(new Payment.ByCard("1"), "y"));
    }

    @TestFactory
    List<DynamicTest> bad_json_is_refused_with_path_value_and_what_was_expected() {
        var good =
                "{\"name\":\"n\",\"count\":1,\"day\":\"2026-01-01\",\"size\":\"LARGE\",\"trees\":[{\"name\":\"t\",\"under\":[]}],"
                        + "\"phone\":\"89161234567\",\"payment\":{\"type\":\"Cash\",\"sum\":{\"minor\":1,\"currency\":\"RUB\"}}}";
        assertThat(codec.read(good, Strict.class).name()).isEqualTo("n");
        return List.of(
                bad(good, "\"name\":\"n\"", "\"name\":7", "At $.name 7 is not a text."),
                bad(good, "\"name\":\"n\"", "\"name\":null", "At $.name is null, but a Strict needs its name."),
                bad(
                        good,
                        "\"count\":1",
                        "\"count\":\"1\"",
                        "At $.count \"1\" is not a whole number from -2147483648 to 2147483647."),
                bad(
                        good,
                        "\"count\":1",
                        "\"count\":1.5",
                        "At $.count 1.5 is not a whole number from -2147483648 to 2147483647."),
                bad(
                        good,
                        "\"count\":1",
                        "\"count\":3000000000",
                        "At $.count 3000000000 is not a whole number from -2147483648 to 2147483647."),
                bad(good, "2026-01-01", "2026-13-01", "At $.day \"2026-13-01\" is not a date such as 2026-11-24."),
                bad(good, "LARGE", "HUGE", "At $.size \"HUGE\" is not one of SMALL, LARGE."),
                bad(good, "[]}]", "[1]}]", "At $.trees[0].under[0] 1 is not an object with what a Tree holds."),
                bad(
                        good,
                        "\"trees\":[",
                        "\"trees\":[null,3,",
                        "At $.trees[1] 3 is not an object with what a Tree holds."),
                bad(
                        good,
                        "\"89161234567\"",
                        "89161234567",
                        "At $.phone a personal value, which is not shown, is not a text."),
                bad(
                        good,
                        "\"Cash\"",
                        "\"Gold\"",
                        "At $.payment.type \"Gold\" is not one of Barter, Cash, Later, by-card, card."),
                bad(
                        good,
                        "\"type\":\"Cash\",",
                        "",
                        "At $.payment an object is not an object with a type, one of Barter, Cash, Later, by-card, card."),
                bad(
                        good,
                        "RUB",
                        "XYW",
                        "At $.payment.sum is refused: A currency is an ISO 4217 code such as RUB, but is \"XYW\"."),
                bad(good, "\"count\":1", "\"count\":1,\"count\":2", "At $ \"count\" is not a key that is there once."));
    }

    private DynamicTest bad(String good, String part, String worse, String message) {
        return DynamicTest.dynamicTest(message, () -> {
            assertThat(good).contains(part);
            assertThatThrownBy(() -> codec.read(good.replace(part, worse), Strict.class))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("A " + Strict.class.getName() + " cannot be read from JSON. " + message);
        });
    }

    @Test
    void what_a_constructor_refuses_is_told_with_its_place() {
        assertThatThrownBy(
                        () -> codec.read("{\"numbers\":[{\"number\":1},{\"number\":-4}],\"secret\":[]}", Holder.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageEndingWith("At $.numbers[1] is refused: A number is positive, but is -4.")
                .hasCauseInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> codec.read("{\"numbers\":[],\"secret\":[{\"number\":-4}]}", Holder.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageEndingWith(
                        "At $.secret is refused, for a reason that may tell of a person and is not shown.")
                .hasNoCause();
    }

    @Test
    void what_could_not_be_read_back_is_not_written() {
        assertThatThrownBy(() -> codec.text(new Free(new TreeMap<>(Map.of("x", Size.LARGE)))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("At $.answers[\"x\"] the value is declared as Object")
                .hasMessageContaining("declare it as what it is");
        assertThatThrownBy(() -> codec.text(new Pair<>("x", new StringBuilder())))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("At $.second ");
        assertThatThrownBy(() -> codec.text(new Thread()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is no record");
        assertThatThrownBy(() -> codec.text(List.of(Double.NaN)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("At $[0] NaN is no number that JSON has");
    }

    @Test
    void text_that_a_store_cannot_keep_is_not_written() {
        assertThatThrownBy(() -> codec.text(new ContactRef("a\0b")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("At $.id the text has a NUL (U+0000) at place 1");
        assertThatThrownBy(() -> codec.text(new ContactRef("a\ud83d")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("At $.id the text has an unpaired surrogate at place 1");
        assertThat(again(new ContactRef("😀\n\t\"\\\u0001\u2028"), ContactRef.class))
                .isEqualTo(new ContactRef("😀\n\t\"\\\u0001\u2028"));
    }

    @Test
    void long_texts_come_back_and_what_is_too_deep_or_too_long_is_told() {
        var long10Mb = new ContactRef("я".repeat(5_000_000));
        var deep = new Tree("x", List.of());
        for (var i = 0; i < 300; i++) {
            deep = new Tree("x", List.of(deep));
        }
        var tooDeep = deep;

        assertThat(codec.read(codec.text(long10Mb), ContactRef.class)).isEqualTo(long10Mb);
        assertThatThrownBy(() -> codec.text(tooDeep))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("deeper than 500 levels");
        assertThatThrownBy(() -> codec.read("[".repeat(2000) + "]".repeat(2000), Object.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("deeper than 1000 levels");
        assertThatThrownBy(() -> codec.text(new Pair<>(new BigDecimal("1E+5000"), 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("more than 1000 digits");
        assertThatThrownBy(() -> codec.read("[1E+999999999]", Object.class)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void what_is_no_json_is_told_without_its_text() {
        for (var torn : List.of("", "{", "{\"phone\":\"8916", "nul", "{} {}", "[1,]", "\u0000", "{\"a\":'x'}")) {
            assertThatThrownBy(() -> codec.read(torn, Object.class))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageNotContaining("8916");
        }
    }

    @Test
    void no_class_is_loaded_by_a_name_in_the_text() {
        var evil = "{\"@class\":\"java.lang.ProcessBuilder\",\"type\":\"java.lang.ProcessBuilder\"}";

        assertThat(codec.read(evil, Object.class)).isInstanceOf(Map.class);
        assertThatThrownBy(() -> codec.read("{\"answers\":{\"x\":{\"=java.lang.ProcessBuilder\":[]}}}", Payment.class))
                .isInstanceOf(InvalidInput.class);
    }
}
