package dev.voronka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Triggers are typed: one of another process is a mistake that the compiler finds. */
class WrongTriggerDoesNotCompileTest {

    private static final int FIRED_IN_LINE = 9;

    @Test
    void a_trigger_of_the_same_process_compiles(@TempDir Path folder) {
        assertThat(Compiled.errors(folder, List.of(firing("fire(card", "Meeting.ConfirmByClient"))))
                .isEmpty();
        assertThat(Compiled.errors(folder, List.of(firing("fireAll(List.of(card)", "Meeting.ConfirmByClient"))))
                .isEmpty();
    }

    @Test
    void a_common_trigger_compiles(@TempDir Path folder) {
        assertThat(Compiled.errors(folder, List.of(firing("fire(card", "CommonTrigger.Resume"))))
                .isEmpty();
    }

    @Test
    void a_trigger_of_another_process_does_not_compile(@TempDir Path folder) {
        var errors = Compiled.errors(folder, List.of(firing("fire(card", "IncomingLead.Accept")));

        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.getLineNumber()).isEqualTo(FIRED_IN_LINE);
            assertThat(error.getMessage(Locale.ENGLISH))
                    .contains("IncomingLead.Accept cannot be converted to dev.voronka.process.meeting.Meeting.Trigger");
        });
    }

    @Test
    void a_trigger_of_another_process_does_not_compile_for_many_cards_either(@TempDir Path folder) {
        var errors = Compiled.errors(folder, List.of(firing("fireAll(List.of(card)", "IncomingLead.Accept")));

        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.getLineNumber()).isEqualTo(FIRED_IN_LINE);
            assertThat(error.getMessage(Locale.ENGLISH)).startsWith("incompatible types");
        });
    }

    private static String firing(String call, String trigger) {
        return """
                package com.example.host;
                import dev.voronka.*;
                import dev.voronka.process.incominglead.IncomingLead;
                import dev.voronka.process.meeting.Meeting;
                import dev.voronka.run.Funnel;
                import java.util.List;
                class Host {
                    void confirm(Funnel<Meeting.Trigger, Meeting.Data> meetings, CardId card, Actor actor) {
                        meetings.%s, new %s(), actor);
                    }
                }
                """.formatted(call, trigger);
    }
}
