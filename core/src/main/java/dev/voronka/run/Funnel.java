package dev.voronka.run;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.InvalidInput;
import dev.voronka.Move;
import dev.voronka.Outcome;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Trigger;
import dev.voronka.customise.Conversion;
import dev.voronka.customise.StageMap;
import dev.voronka.store.Attempt;
import dev.voronka.store.ExternalRef;
import dev.voronka.store.HistoryLine;
import dev.voronka.store.RungLine;
import dev.voronka.store.StageCount;
import dev.voronka.store.StoredEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The running API of one process. Thread-safe. What can happen in a normal sale comes back as an {@link Outcome};
 * exceptions are {@link dev.voronka.VoronkaException}s and leave the card as it was.
 *
 * @param <T> the process's triggers
 * @param <D> the data of its cards
 */
public final class Funnel<T extends Trigger, D> {

    private final Shell<D> shell;
    private final SalesProcess<T, D> process;

    Funnel(Shell<D> shell, SalesProcess<T, D> process) {
        this.shell = shell;
        this.process = process;
    }

    /** Opens a card; an employee who opens it owns it. */
    public Card<D> open(D data, Actor actor) {
        return open(data, actor, Terms.NONE);
    }

    /**
     * Opens a card on terms. An expected version means nothing here.
     *
     * @throws InvalidInput if the data is null or too large
     * @throws KeyReused if the key was used for other data
     */
    public Card<D> open(D data, Actor actor, Terms terms) {
        return shell.open(data, actor, terms);
    }

    /** Opens a card for each data, in one transaction. */
    public List<Card<D>> openAll(List<D> all, Actor actor) {
        return shell.openAll(all, actor);
    }

    /** Tells a card that something happened. */
    public Outcome<D> fire(CardId card, T trigger, Actor actor) {
        return shell.fire(card, trigger, actor, Terms.NONE);
    }

    /**
     * Tells a card that something happened, on terms.
     *
     * @throws UnknownCard if this funnel has no such card
     * @throws KeyReused if the key was used on this card for another trigger
     */
    public Outcome<D> fire(CardId card, T trigger, Actor actor, Terms terms) {
        return shell.fire(card, trigger, actor, terms);
    }

    /** Tells a card something that every process has. */
    public Outcome<D> fire(CardId card, CommonTrigger trigger, Actor actor) {
        return shell.fire(card, trigger, actor, Terms.NONE);
    }

    /**
     * Tells a card something that every process has, on terms.
     *
     * @throws UnknownCard if this funnel has no such card
     * @throws InvalidInput if an amendment's data or a custom field is not of its type, or an employee is unknown
     * @throws KeyReused if the key was used on this card for another trigger
     */
    public Outcome<D> fire(CardId card, CommonTrigger trigger, Actor actor, Terms terms) {
        return shell.fire(card, trigger, actor, terms);
    }

    /** Tells many cards the same, in one transaction; the outcomes come in the order of the cards. */
    public List<Outcome<D>> fireAll(List<CardId> cards, T trigger, Actor actor) {
        return shell.fireAll(cards, trigger, actor);
    }

    /**
     * What could be fired at a card now, and why the rest could not; the process's own triggers first. A guard that
     * crashes is logged and spoils its own entry only.
     */
    public List<Option> allowed(CardId card, Actor actor) {
        return shell.allowed(card, actor);
    }

    /** Whether this very trigger would be taken now. Asks ports, but changes nothing. */
    public Option allowed(CardId card, T trigger, Actor actor) {
        return shell.wouldTake(card, trigger, actor);
    }

    /** Whether this very common trigger would be taken now. Asks ports, but changes nothing. */
    public Option allowed(CardId card, CommonTrigger trigger, Actor actor) {
        return shell.wouldTake(card, trigger, actor);
    }

    /**
     * The card as it is now.
     *
     * @throws UnknownCard if this funnel has no such card
     */
    public Card<D> card(CardId card) {
        return shell.card(card);
    }

    /** Cards, those due first before those due later or never. */
    public List<Card<D>> cards(CardQuery query) {
        return shell.cards(query);
    }

    /**
     * The first cards, and the key by which the next ones are got. A card whose due time changes between two pages may come
     * twice or not at all.
     */
    public Page<D> page(CardQuery query) {
        return shell.page(query);
    }

    /** How many cards there are, by stage and owner; the query's limit and place mean nothing. */
    public List<StageCount> counts(CardQuery query) {
        return shell.counts(query);
    }

    /**
     * Tells which record of another system is the card's; told again, it changes nothing. {@link CardQuery#external} finds
     * the card by it.
     *
     * @param system the other system's code
     * @param id the record's id there
     * @throws UnknownCard if this funnel has no such card
     * @throws InvalidInput if one is blank, the record belongs to another card, or the card has another record there
     */
    public void attach(CardId card, String system, String id) {
        shell.attach(card, system, id);
    }

    /**
     * The card's records in other systems, by system.
     *
     * @throws UnknownCard if this funnel has no such card
     */
    public List<ExternalRef> externals(CardId card) {
        return shell.externals(card);
    }

    /** The card's history, oldest first. */
    public List<Move> history(CardId card) {
        return shell.lines(card).stream().map(HistoryLine::move).toList();
    }

    /** The effects that the card's moves have left for delivery, oldest first. */
    public List<StoredEffect> effects(CardId card) {
        return shell.effects(card);
    }

    /** The cards that this one is linked with by the department, and what it has not taken from them yet. */
    public Linked links(CardId card) {
        return shell.linked(card);
    }

    /** Attempts that were refused for lack of a right, and timers that were refused, oldest first. */
    public List<Attempt> attempts(CardId card) {
        return shell.attempts(card);
    }

    /** What the deadlines of the card have set off, oldest first. */
    public List<RungLine> deadlines(CardId card) {
        return shell.rungs(card);
    }

    /**
     * Numbers of the lines of history that were tampered with, and −1 if lines are missing at the end. Empty if all is
     * well.
     */
    public List<Long> tampered(CardId card) {
        return shell.tampered(card);
    }

    /** Cards whose stage the process no longer has, in their direction: nothing can be fired at them. */
    public List<Card<D>> stranded() {
        var found = new ArrayList<Card<D>>();
        shell.remaps().each(found::add);
        return List.copyOf(found);
    }

    /** What {@link #remap} would do with each stranded card. Changes nothing. */
    public List<Remapping<D>> remapping(StageMap map) {
        var planned = new ArrayList<Remapping<D>>();
        remapping(map, planned::add);
        return List.copyOf(planned);
    }

    /** The same for any number of cards: each is reported as it is looked at, and few are held at once. */
    public void remapping(StageMap map, Consumer<? super Remapping<D>> report) {
        shell.remaps().plan(required("stage map", map), required("report", report));
    }

    /**
     * Moves stranded cards where the map leads, each by a line of history that tells who and why. A card that the map
     * cannot help stays as it is.
     */
    public List<Remapping<D>> remap(StageMap map, Actor actor) {
        var moved = new ArrayList<Remapping<D>>();
        remap(map, actor, moved::add);
        return List.copyOf(moved);
    }

    /**
     * The same for any number of cards: each is moved by itself and reported then, and few are held at once. What was
     * moved before a call broke off stays moved; called again, it goes on with the rest.
     */
    public void remap(StageMap map, Actor actor, Consumer<? super Remapping<D>> report) {
        shell.remaps().move(required("stage map", map), required("actor", actor), required("report", report));
    }

    /**
     * What {@link #convert} would do with each card whose stored data does not fit the process any more. Changes nothing.
     * In the in-memory store there is no such card, since it keeps the data itself and not how it is written: the report
     * hears of none, and the answer is 0.
     *
     * @param report is told of each, few of which are held at once
     * @return how many would fit
     */
    public long converting(Conversion conversion, Consumer<? super Converted> report) {
        return shell.conversions().all(required("conversion", conversion), false, required("report", report));
    }

    /**
     * Changes the stored data of cards that does not fit the process any more, one by one. A card stays of its version:
     * what changes is how it is written. One that does not fit even then stays as it is. In the in-memory store there is
     * nothing to change, see {@link #converting}.
     *
     * @param report is told of each, few of which are held at once
     * @return how many fit now
     */
    public long convert(Conversion conversion, Consumer<? super Converted> report) {
        return shell.conversions().all(required("conversion", conversion), true, required("report", report));
    }

    /** What people call a stage. */
    public String title(Stage stage, Locale language) {
        return process.title(stage, language);
    }

    /** The definition. */
    public SalesProcess<T, D> process() {
        return process;
    }

    Shell<D> shell() {
        return shell;
    }

    static <X> X required(String what, @Nullable X given) {
        if (given == null) {
            throw new InvalidInput("The " + what + " is null; nothing was done.");
        }
        return given;
    }
}
