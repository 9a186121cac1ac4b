package dev.voronka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.process.incominglead.IncomingLead;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Texts of a process, with voronka's standard texts behind them. */
class SpokenTextsTest {

    private final Texts texts = Texts.beside(IncomingLead.Stage.class, "incoming-lead");

    @Test
    void a_standard_text_says_the_stages_and_triggers_of_the_process_by_their_titles() {
        var moved = Message.of(
                "moved",
                "anna",
                new TextRef("stage.NEW"),
                new TextRef("stage.QUALIFICATION"),
                new TextRef("trigger.intake"));

        assertThat(moved.text(texts, Texts.RUSSIAN)).isEqualTo("anna: «Новый» → «Квалификация» (Принять)");
        assertThat(moved.text(texts, Locale.ENGLISH))
                .contains("New", "Qualification")
                .doesNotContain("@");
    }

    @Test
    void a_text_of_the_process_says_standard_titles_too() {
        assertThat(texts.text("guard.dedupe-is-done", Texts.RUSSIAN, "@role.HEAD, @role.DIRECTOR"))
                .isEqualTo("похоже на дубль карточки руководитель продаж, директор по продажам");
    }
}
