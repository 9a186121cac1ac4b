package dev.voronka.run;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Outcome;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Trigger;
import dev.voronka.crm.CrmDesk;
import dev.voronka.store.RequestKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** voronka itself behind what keeps a CRM alike. Thread-safe. */
final class OwnCrmDesk implements CrmDesk {

    private final Supplier<Host> host;

    OwnCrmDesk(Supplier<Host> host) {
        this.host = host;
    }

    @Override
    public Optional<SalesProcess<?, ?>> process(String code) {
        return host.get().links().process(code);
    }

    @Override
    public Optional<Card<?>> card(CardId id) {
        return host.get().store().load(id).map(stored -> stored.card());
    }

    @Override
    public Optional<Outcome<?>> fire(CardId card, Trigger trigger, Actor actor, String key) {
        var terms = key.isEmpty() ? Terms.NONE : Terms.keyed(key);
        try {
            return Optional.of(shell(card).fire(card, trigger, actor, terms));
        } catch (KeyReused usedBefore) {
            return Optional.empty();
        }
    }

    @Override
    public Outcome<?> force(CardId card, Stage to, Actor actor, List<String> failedGuards) {
        return shell(card).force(card, to, actor, String.join("; ", failedGuards));
    }

    @Override
    public CardId open(SalesProcess<?, ?> process, Object data, Actor actor, String key) {
        var shell = host.get().links().shells().get(process.code());
        if (shell == null) {
            throw new UnknownCard("Process " + process.code() + " does not run here.");
        }
        try {
            return opened(shell, data, actor, key);
        } catch (KeyReused otherDataNow) {
            // The record was changed since the card was opened for it.
            return host.get()
                    .store()
                    .remembered(new RequestKey(process.code(), key))
                    .orElseThrow(() -> otherDataNow)
                    .outcome()
                    .card()
                    .id();
        }
    }

    private static <D> CardId opened(Shell<D> shell, Object data, Actor actor, String key) {
        return shell.open(shell.process().dataType().cast(data), actor, Terms.keyed(key))
                .id();
    }

    private Shell<?> shell(CardId id) {
        var card = card(id).orElseThrow(() -> new UnknownCard("There is no card " + id + " (any more)."));
        var shell = host.get().links().shells().get(card.process());
        if (shell == null) {
            throw new UnknownCard("Process " + card.process() + " of card " + id + " does not run here.");
        }
        return shell;
    }
}
