package dev.voronka.bitrix.provision;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.mapping.Placement;
import dev.voronka.bitrix.provision.Symptom.Grade;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Looks whether a portal can be worked with: address, certificate, secret, scopes, rights, mode, fields, sizes, clock. Changes nothing. */
public final class Doctor {

    /** Source: fact sheet, 7.2. */
    private static final List<String> SCOPES = List.of("crm", "userfieldconfig", "user_basic", "department", "im");

    /** Scopes that hold what another one gives. */
    private static final List<String> USERS = List.of("user", "user_basic", "user_brief");

    /** How far clocks may be apart: deadlines are told to people in minutes. */
    private static final Duration APART = Duration.ofMinutes(1);

    private final Calls calls;
    private final String name;
    private final Mapping mapping;
    private final Path lockFile;
    private final Clock clock;
    private final Locale reader;
    private final List<Symptom> symptoms = new ArrayList<>();

    Doctor(Calls calls, String name, Mapping mapping, Path lockFile, Clock clock, Locale reader) {
        this.reader = reader;
        this.calls = calls;
        this.name = name;
        this.mapping = mapping;
        this.lockFile = lockFile;
        this.clock = clock;
    }

    /**
     * Looks at a portal.
     *
     * @param name by what the portal is known in the lock file
     * @param clock the time here
     * @param reader in which language conflicts are told
     */
    public static List<Symptom> examine(
            BitrixClient client, String name, Mapping mapping, Path lockFile, Clock clock, Locale reader) {
        return new Doctor(new ClientCalls(client), name, mapping, lockFile, clock, reader).examine();
    }

    List<Symptom> examine() {
        if (time() && scopes()) {
            rights();
            portal();
        }
        return symptoms;
    }

    /** The first call: tells whether the portal is there, and lets us in. */
    private boolean time() {
        try {
            var there = calls.call("server.time", Map.of()).asString("");
            add(Grade.FINE, "reached", name);
            var apart = Duration.between(
                            clock.instant(), OffsetDateTime.parse(there).toInstant())
                    .abs();
            if (apart.compareTo(APART) > 0) {
                add(Grade.BAD, "clock", String.valueOf(apart.toSeconds()));
            } else {
                add(Grade.FINE, "clock-fine");
            }
            return true;
        } catch (DateTimeException odd) {
            add(Grade.NOTE, "clock-unknown");
            return true;
        } catch (CallFailed failed) {
            add(Grade.BAD, unreached(failed), name, String.valueOf(failed.getMessage()));
            return false;
        }
    }

    private static String unreached(CallFailed failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "certificate";
            } else if (cause instanceof BitrixFailed told && told.kind() == BitrixFailed.Kind.AUTH) {
                return "secret";
            }
        }
        return "unreached";
    }

    private boolean scopes() {
        var given = new TreeSet<String>();
        try {
            calls.call("scope", Map.of()).valueStream().forEach(s -> given.add(s.asString("")));
        } catch (CallFailed failed) {
            add(Grade.BAD, unreached(failed), name, String.valueOf(failed.getMessage()));
            return false;
        }
        var missing = SCOPES.stream()
                .filter(s -> USERS.contains(s) ? USERS.stream().noneMatch(given::contains) : !given.contains(s))
                .toList();
        if (missing.isEmpty()) {
            add(Grade.FINE, "scopes-fine");
        } else {
            add(Grade.BAD, "scopes", String.join(", ", missing));
        }
        return !missing.contains("crm");
    }

    private void rights() {
        try {
            if (calls.call("user.admin", Map.of()).asBoolean(false)) {
                add(Grade.FINE, "rights-fine");
            } else {
                add(Grade.BAD, "rights");
            }
        } catch (CallFailed failed) {
            add(Grade.NOTE, "rights-unknown", String.valueOf(failed.getMessage()));
        }
    }

    private void portal() {
        var provisioning = new Provisioning(name, mapping, calls, lockFile);
        try {
            var plan = provisioning.plan();
            plan.conflicts().forEach(c -> symptoms.add(new Symptom(Grade.BAD, "conflict", List.of(c.text(reader)))));
            if (plan.conflicts().isEmpty()) {
                add(Grade.FINE, "conflicts-fine");
            }
            sizes(plan);
            provisioning.drift().drifts().stream()
                    .filter(d -> d.kind() == Drift.Kind.FIELD_MANDATORY)
                    .forEach(d -> add(Grade.BAD, "mandatory", d.arguments().get(1)));
            if (plan.steps().isEmpty()) {
                add(Grade.FINE, "provisioned");
            } else {
                add(Grade.NOTE, "unprovisioned", String.valueOf(plan.steps().size()));
            }
        } catch (ProvisioningFailed failed) {
            add(Grade.BAD, "unread", failed.text(reader));
        }
    }

    private void sizes(Plan plan) {
        var types = count(plan, Step.Kind.ADD_TYPE);
        var funnels = plan.steps().stream()
                .filter(s -> s.kind() == Step.Kind.ADD_FUNNEL)
                .filter(s -> mapping.funnels().stream()
                        .filter(f -> f.key().equals(s.subject()))
                        .anyMatch(f -> mapping.entity(f.entity())
                                .map(EntityMapping::placement)
                                .equals(Optional.of(Placement.DEAL))))
                .count();
        if (types + funnels > 0) {
            add(Grade.NOTE, "quota", String.valueOf(types), String.valueOf(funnels));
        }
    }

    private static long count(Plan plan, Step.Kind kind) {
        return plan.steps().stream().filter(s -> s.kind() == kind).count();
    }

    private void add(Grade grade, String code, String... arguments) {
        symptoms.add(new Symptom(grade, code, List.of(arguments)));
    }
}
