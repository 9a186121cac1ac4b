package dev.voronka.run;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.SalesProcess;
import dev.voronka.StageKind;
import dev.voronka.customise.StageMap;
import dev.voronka.run.Remapping.Fate;
import dev.voronka.store.CommitResult;
import dev.voronka.store.Criteria;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds the cards of one process whose stage is gone, and leads them to others. */
final class Remaps<D> {

    /** How many cards are held at once. */
    private static final int PAGE = 500;

    private final Host host;
    private final Shell<D> shell;

    Remaps(Host host, Shell<D> shell) {
        this.host = host;
        this.shell = shell;
    }

    /** Gives each stranded card, page by page. A card that is moved meanwhile does not hide another one. */
    void each(Consumer<Card<D>> stranded) {
        var suspects = Criteria.ALL
                .process(shell.process().code())
                .stagesNot(everywhere())
                .limit(PAGE);
        var page = host.store().find(suspects);
        while (!page.isEmpty()) {
            page.stream().map(c -> shell.card(c.id())).filter(this::isStranded).forEach(stranded);
            page = page.size() < PAGE
                    ? List.of()
                    : host.store().find(suspects.after(Criteria.Place.of(page.get(page.size() - 1))));
        }
    }

    /** The stages that every direction has. */
    private Set<String> everywhere() {
        var process = shell.process();
        var names = new HashSet<>(names(process));
        process.directions().forEach(d -> names.retainAll(names(process.forDirection(d.code()))));
        return names;
    }

    private static Set<String> names(SalesProcess<?, ?> process) {
        return process.stages().stream().map(s -> s.stage().name()).collect(Collectors.toSet());
    }

    private boolean isStranded(Card<D> card) {
        return shell.process().forCard(card).stage(card.stage().name()).isEmpty();
    }

    void plan(StageMap map, Consumer<? super Remapping<D>> report) {
        each(c -> report.accept(planned(c, map)));
    }

    void move(StageMap map, Actor actor, Consumer<? super Remapping<D>> report) {
        each(c -> report.accept(moved(planned(c, map), map, actor)));
    }

    private Remapping<D> planned(Card<D> card, StageMap map) {
        var from = card.stage().name();
        var to = map.to(from).orElse(null);
        return new Remapping<>(card, from, to, to == null ? Fate.NOT_MAPPED : fate(card, to));
    }

    private Fate fate(Card<D> card, String to) {
        return shell.process()
                .forCard(card)
                .stage(to)
                .map(there -> {
                    var fits = card.isEnded()
                            ? there.kind() == StageKind.FAIL
                            : !there.kind().isEnd();
                    if (!fits) {
                        return Fate.END_AND_OPEN;
                    }
                    return there.waits() ? Fate.WAITS : Fate.WOULD_MOVE;
                })
                .orElse(Fate.NO_SUCH_STAGE);
    }

    private Remapping<D> moved(Remapping<D> planned, StageMap map, Actor actor) {
        if (planned.fate() != Fate.WOULD_MOVE || planned.to() == null) {
            return planned;
        }
        var stored = host.store().load(planned.card().id()).orElseThrow();
        var result = stored.card().version() == planned.card().version()
                ? shell.remap(stored, planned.to(), actor, map.why())
                : CommitResult.CONFLICT;
        return result == CommitResult.DONE
                ? new Remapping<>(shell.card(planned.card().id()), planned.from(), planned.to(), Fate.MOVED)
                : new Remapping<>(planned.card(), planned.from(), planned.to(), Fate.CHANGED_MEANWHILE);
    }
}
