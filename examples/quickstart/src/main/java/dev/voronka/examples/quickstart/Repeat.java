package dev.voronka.examples.quickstart;

import dev.voronka.Card;
import dev.voronka.Trigger;
import dev.voronka.process.reactivation.Reactivation;
import java.util.List;
import java.util.Optional;

/** What the employees do with who has bought before. */
final class Repeat {

    private Repeat() {}

    static Optional<Playbook.Step> next(Playbook book, Card<?> card) {
        if (!(card.data() instanceof Reactivation.Data data)) {
            throw new IllegalStateException("nobody knows what to do with " + card);
        }
        if (card.stage().is(Reactivation.Stage.NEW)) {
            return book.byOwner(card, new Reactivation.Select());
        }
        if (card.stage().is(Reactivation.Stage.REVIEW)) {
            return book.byOwner(
                    card,
                    data.consentAt() == null
                            ? new Reactivation.GiveConsent()
                            : new Reactivation.SubmitReview(true, true, "одна покупка, доволен", List.of("S-9")));
        }
        if (card.stage().is(Reactivation.Stage.CONTACT)) {
            return book.byOwner(card, book.chance(70) ? answer() : new Reactivation.LogAttempt("просили перезвонить"));
        }
        return data.outreach().wanted().isBlank()
                ? book.byOwner(card, new Reactivation.Interested("ещё один шкаф"))
                : Optional.empty();
    }

    private static Trigger answer() {
        return new Reactivation.LogAnswer("есть новый склад");
    }
}
