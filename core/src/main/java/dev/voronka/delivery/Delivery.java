package dev.voronka.delivery;

import dev.voronka.Addressee;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.Message;
import dev.voronka.MissingText;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.people.Employee;
import dev.voronka.store.Parcel;
import dev.voronka.store.StoredCard;
import dev.voronka.store.StoredEffect;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One effect on its way to one handler, with what the handler needs to carry it out. For one call, on one thread. */
public final class Delivery {

    private final Scene scene;
    private final Parcel parcel;
    private final StoredEffect stored;
    private final Effect effect;
    private final Supplier<Optional<String>> processCode;
    private @Nullable Card<?> card;
    private boolean isRead;

    Delivery(Scene scene, Parcel parcel, StoredEffect stored, Effect effect, Supplier<Optional<String>> processCode) {
        this.scene = scene;
        this.parcel = parcel;
        this.stored = stored;
        this.effect = effect;
        this.processCode = processCode;
    }

    /** What must happen. */
    public Effect effect() {
        return effect;
    }

    /** The stored name of the effect. */
    public String effectCode() {
        return SalesProcess.codeOf(effect);
    }

    /** By which a repetition is known: the same for the same effect, whoever carries it out and however often. */
    public String key() {
        return stored.key();
    }

    /** Whose effect it is. */
    public CardId cardId() {
        return stored.card();
    }

    /** The number of the move that made it. */
    public long move() {
        return stored.move();
    }

    /** Which attempt this is, from 1. */
    public int attempt() {
        return parcel.attempts();
    }

    /** The time by voronka's clock. */
    public Instant now() {
        return scene.now();
    }

    /**
     * The card as it is now, which may be further on than when the effect was made. Read when first asked for; empty if
     * it is gone.
     *
     * @throws dev.voronka.VoronkaException if it cannot be read; let it out, and the effect is tried again
     */
    public Optional<Card<?>> card() {
        if (!isRead) {
            card = scene.store().load(stored.card()).map(StoredCard::card).orElse(null);
            isRead = true;
        }
        return Optional.ofNullable(card);
    }

    /** The code of the card's process; empty if the card is gone or cannot be read. */
    public Optional<String> processCode() {
        return processCode.get();
    }

    /**
     * The definition that the card follows, in its direction.
     *
     * @throws Undeliverable if the card is gone
     * @throws TryLater if its process does not run here
     */
    public SalesProcess<?, ?> process() {
        var known = requiredCard();
        var process = scene.processes()
                .apply(known.process())
                .orElseThrow(() -> new TryLater("Process " + known.process() + " of card " + known.id()
                        + " does not run here. Give it to Voronka.builder().process(…)."));
        return process.forDirection(known.header().direction());
    }

    private Card<?> requiredCard() {
        return card().orElseThrow(() -> new Undeliverable("Card " + cardId() + " is gone; drop what waits for it."));
    }

    /**
     * Says a message by the texts of the card's process.
     *
     * @throws MissingText if there is no such text, which makes a dead letter of the effect if it is let out
     */
    public String text(Message message, Locale language) {
        return message.text(process().texts(), language);
    }

    /** What the effect says, if it says anything. */
    public Optional<Message> message() {
        if (effect instanceof Effect.Tell tell) {
            return Optional.of(tell.message());
        }
        if (effect instanceof Effect.Write write) {
            return Optional.of(write.message());
        }
        if (effect instanceof Effect.Task task) {
            return Optional.of(task.message());
        }
        if (effect instanceof Effect.Comment comment) {
            return Optional.of(comment.message());
        }
        return effect instanceof Effect.Appointment appointment ? Optional.of(appointment.message()) : Optional.empty();
    }

    /** What people call a stage of the card's process. */
    public String title(Stage stage, Locale language) {
        return process().title(stage, language);
    }

    /**
     * Who is meant, as the directory and the card's owner stand now. For a role that is the nearest head of the owner who
     * has it and works here (any head for {@link Role#HEAD}), else the first in the directory who has it; empty if there
     * is nobody.
     */
    public Optional<String> employee(Addressee addressee) {
        if (addressee instanceof Addressee.Employee named) {
            return Optional.of(named.id());
        }
        var owner = card().map(Card::owner).orElse(null);
        return addressee instanceof Addressee.Holder holder ? holder(holder.role(), owner) : Optional.ofNullable(owner);
    }

    private Optional<String> holder(Role role, @Nullable String owner) {
        var seen = new HashSet<String>();
        var above = headOf(owner);
        while (above.isPresent() && seen.add(above.get().id())) {
            var head = above.get();
            if (head.active() && (role.equals(Role.HEAD) || head.roles().contains(role))) {
                return Optional.of(head.id());
            }
            above = headOf(head.id());
        }
        return scene.people().with(role).stream().map(Employee::id).findFirst();
    }

    private Optional<Employee> headOf(@Nullable String employee) {
        return Optional.ofNullable(employee)
                .flatMap(scene.people()::find)
                .map(Employee::head)
                .flatMap(scene.people()::find);
    }

    /** Without the effect, which may tell of persons: fit for logs. */
    @Override
    public String toString() {
        return "Delivery[" + effectCode() + " " + key() + ", attempt " + attempt() + "]";
    }
}
