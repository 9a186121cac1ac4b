package dev.voronka.rules.drools;

import dev.voronka.rules.gate.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.kie.api.KieBase;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.io.ResourceType;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.builder.conf.LanguageLevelOption;
import org.kie.internal.io.ResourceFactory;

/**
 * The rules of one kind, compiled. Immutable, thread-safe: each decision has a session of its own, so that decisions never
 * see each other.
 */
public final class CompiledKind {

    private final Kind kind;
    private final KieBase rules;

    private CompiledKind(Kind kind, KieBase rules) {
        this.kind = kind;
        this.rules = rules;
    }

    /**
     * Compiles DRL that may be trusted: what the gate has written, or what a host's developer has.
     *
     * @throws NotCompiled if the compiler refuses it
     */
    public static CompiledKind of(Kind kind, List<String> texts) {
        var settings =
                KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration(null, CompiledKind.class.getClassLoader());
        settings.setOption(LanguageLevelOption.DRL6);
        var builder = KnowledgeBuilderFactory.newKnowledgeBuilder(settings);
        texts.forEach(text -> builder.add(
                ResourceFactory.newByteArrayResource(text.getBytes(StandardCharsets.UTF_8)), ResourceType.DRL));
        if (builder.hasErrors()) {
            var said = new ArrayList<String>();
            builder.getErrors().forEach(e -> said.add(e.toString()));
            throw new NotCompiled(kind, said);
        }
        return new CompiledKind(kind, builder.newKieBase());
    }

    /** What these rules decide. */
    public Kind kind() {
        return kind;
    }

    /**
     * Decides.
     *
     * @param facts what the rules are given, in this order
     * @return what they did, by salience and then by order in the book
     * @throws RuleFailed if a rule throws
     * @throws RuleStopped if it takes more than it may
     */
    public List<Said> decide(Collection<? extends Record> facts, Limits limits) {
        var recorder = new Recorder();
        var watch = new Watch(recorder, limits);
        var session = rules.newKieSession();
        try {
            session.addEventListener(watch);
            session.setGlobal(kind.code(), recorder);
            facts.forEach(session::insert);
            session.fireAllRules();
        } catch (RuntimeException thrown) {
            throw told(thrown, recorder);
        } finally {
            session.dispose();
        }
        return recorder.said();
    }

    private RuntimeException told(RuntimeException thrown, Recorder recorder) {
        Throwable last = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RuleStopped stopped) {
                return stopped;
            }
            last = cause;
        }
        return new RuleFailed(kind, recorder.firing(), last);
    }

    /** Tells the recorder which rule fires, and stops what takes too long. */
    private final class Watch extends DefaultAgendaEventListener {
        private final Recorder recorder;
        private final Limits limits;
        private final long begun = System.nanoTime();
        private int firings;

        Watch(Recorder recorder, Limits limits) {
            this.recorder = recorder;
            this.limits = limits;
        }

        @Override
        public void beforeMatchFired(BeforeMatchFiredEvent event) {
            var rule = (RuleImpl) event.getMatch().getRule();
            if (++firings > limits.firings()) {
                throw new RuleStopped(kind, rule.getName(), "they fired " + limits.firings() + " times");
            }
            if (System.nanoTime() - begun > limits.time().toNanos()) {
                throw new RuleStopped(kind, rule.getName(), "they took longer than " + limits.time());
            }
            recorder.fires(rule.getName(), rule.getSalienceValue(), rule.getLoadOrder());
        }

        @Override
        public void afterMatchFired(AfterMatchFiredEvent event) {
            recorder.fired();
        }
    }
}
