package dev.voronka.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Phones and e-mails as people type them. */
class ReachTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+7 916 1234567",
                "8 (916) 123-45-67",
                "8-916-123-45-67",
                "89161234567",
                "79161234567",
                "916 123 45 67",
                "9161234567",
                " +7(916)123-45-67 ",
                "+7 916 123–45–67",
                "8.916.123.45.67",
                "+7\u00a0916\u00a01234567"
            })
    void one_russian_phone_is_one_phone_however_it_is_typed(String typed) {
        assertThat(Reach.phone(typed)).contains("tel:+79161234567");
    }

    @ParameterizedTest
    @CsvSource({
        "+375 29 123-45-67, tel:+375291234567",
        "375291234567, tel:+375291234567",
        "+49 30 1234567, tel:+49301234567",
        "123-45-67, tel:+1234567"
    })
    void a_phone_of_another_country_keeps_its_code(String typed, String phone) {
        assertThat(Reach.phone(typed)).contains(phone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "нет", "-", "+", "123456", "1234567890123456", "8916 ивану", "anna@example.ru"})
    void what_is_no_phone_is_none(String typed) {
        assertThat(Reach.phone(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "anna@example.ru, mailto:anna@example.ru",
        "' Anna@Example.RU ', mailto:anna@example.ru",
        "anna+sale@mail.example.ru, mailto:anna+sale@mail.example.ru",
        "анна@пример.рф, mailto:анна@пример.рф"
    })
    void an_email_is_the_same_in_any_case(String typed, String email) {
        assertThat(Reach.email(typed)).contains(email);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "нет",
                "@",
                "anna",
                "anna@example",
                "anna@.",
                "a b@example.ru",
                "anna@example.",
                "+79161234567"
            })
    void what_is_no_email_is_none(String typed) {
        assertThat(Reach.email(typed)).isEmpty();
    }

    @Property
    void every_russian_number_is_the_same_with_seven_with_eight_and_without(
            @ForAll @LongRange(min = 3_000_000_000L, max = 9_999_999_999L) long number) {
        var phone = "tel:+7" + number;

        assertThat(Reach.phone("+7" + number)).contains(phone);
        assertThat(Reach.phone("8" + number)).contains(phone);
        assertThat(Reach.phone("7" + number)).contains(phone);
        assertThat(Reach.phone("" + number)).contains(phone);
    }

    @Property
    void whatever_is_typed_nothing_breaks_and_what_is_found_is_found_again(@ForAll String typed) {
        Reach.phone(typed)
                .ifPresent(phone -> assertThat(Reach.phone(phone.substring("tel:".length())))
                        .contains(phone));
        Reach.email(typed)
                .ifPresent(email -> assertThat(Reach.email(email.substring("mailto:".length())))
                        .contains(email));
    }
}
