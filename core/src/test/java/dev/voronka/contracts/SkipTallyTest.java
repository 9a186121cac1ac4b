package dev.voronka.contracts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SkipTallyTest {

    @Test
    void a_skipped_test_that_the_list_does_not_name_fails_the_suite_and_is_named() {
        assertThatThrownBy(() -> SkipTally.check(List.of("A.one", "A.two"), List.of("A.one")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[A.two]")
                .hasMessageContaining(SkipTally.LIST);
    }

    @Test
    void skipped_tests_that_the_list_names_are_borne_and_fewer_too() {
        assertThatCode(() -> SkipTally.check(List.of("A.one"), List.of("A.one", "B.two")))
                .doesNotThrowAnyException();
        assertThatCode(() -> SkipTally.check(List.of(), List.of("A.one"))).doesNotThrowAnyException();
    }
}
