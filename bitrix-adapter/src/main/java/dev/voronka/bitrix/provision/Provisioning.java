package dev.voronka.bitrix.provision;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.Mapping;
import java.nio.file.Path;

/**
 * Makes in a portal what a mapping needs: {@link #plan()}, let people read it, {@link #apply} by its hash, {@link #verify()}.
 * Nothing of others is changed or deleted. Not thread-safe; one node at a time may provision a portal.
 */
public final class Provisioning {

    private static final int TRIES = 3;

    private final String name;
    private final Mapping mapping;
    private final Calls calls;
    private final LockFile file;
    private final PortalLock lock;

    /**
     * Provisions a portal by this client, whose user must be an administrator of the CRM.
     *
     * @param name by what the portal is known in the lock file: its {@code member_id} or its address
     * @param lockFile where numbers are kept, beside the mapping file; made if it is not there
     * @throws dev.voronka.InvalidInput if the lock file cannot be read
     */
    public static Provisioning by(BitrixClient client, String name, Mapping mapping, Path lockFile) {
        return new Provisioning(name, mapping, new ClientCalls(client), lockFile);
    }

    /**
     * For a portal.
     *
     * @param name by what the portal is known in the lock file: its {@code member_id} or its address
     * @param lockFile where numbers are kept, beside the mapping file
     */
    Provisioning(String name, Mapping mapping, Calls calls, Path lockFile) {
        this.name = name;
        this.mapping = mapping;
        this.calls = calls;
        this.file = LockFile.at(lockFile);
        this.lock = file.of(name);
    }

    /**
     * Reads the portal and says what is to be done. Changes nothing.
     *
     * @throws ProvisioningFailed if the portal cannot be read
     */
    public Plan plan() {
        return plan(read());
    }

    private Plan plan(Portal portal) {
        return new Planner(mapping, lock, portal).plan(name);
    }

    private Portal read() {
        var portal = new Portal(mapping, lock, calls);
        try {
            portal.read();
        } catch (CallFailed failed) {
            throw new ProvisioningFailed(failed);
        }
        return portal;
    }

    /**
     * Does what was planned, step by step, if a new reading still gives that plan, or what is left of it after a run that was
     * interrupted.
     *
     * @param hash of the plan that was approved
     * @return what is still to be done; empty if all is well
     * @throws PlanChanged if the portal or the mapping has changed since, or people must settle something first
     * @throws ProvisioningFailed if a call failed; what was done is kept, and the same hash continues
     */
    public Plan apply(String hash) {
        return apply(hash, (step, number, all) -> {});
    }

    /** Is told of steps that are done. */
    @FunctionalInterface
    public interface Progress {
        /**
         * A step is done.
         *
         * @param number which, from 1
         * @param all of how many
         */
        void done(Step step, int number, int all);
    }

    /** {@link #apply(String)}, telling of each step. */
    public Plan apply(String hash, Progress progress) {
        var portal = read();
        var plan = plan(portal);
        var begun = lock.unfinished;
        var continues = begun != null
                && begun.hash().equals(hash)
                && plan.steps().stream().allMatch(s -> begun.steps().contains(s.key()));
        if (!plan.conflicts().isEmpty() || (!plan.hash().equals(hash) && !continues)) {
            throw new PlanChanged(plan, hash);
        }
        if (!continues) {
            lock.unfinished = new PortalLock.Unfinished(
                    hash, plan.steps().stream().map(Step::key).toList());
        }
        portal.remember(false);
        file.save();
        var done = 0;
        for (var step : plan.steps()) {
            run(portal, step, done, plan.steps().size());
            done++;
            progress.done(step, done, plan.steps().size());
        }
        return finished();
    }

    private Plan finished() {
        var portal = read();
        var left = plan(portal);
        portal.remember(left.isEmpty());
        lock.unfinished = null;
        file.save();
        return left;
    }

    /** After a failure the portal is asked whether the step is still to be done: an answer may have been lost. */
    private void run(Portal portal, Step step, int done, int all) {
        var execution = new Execution(mapping, portal, lock, calls, file::save);
        for (var attempt = 1; ; attempt++) {
            try {
                execution.run(step);
                return;
            } catch (CallFailed failed) {
                if (isDone(portal, step, done, all, failed)) {
                    return;
                } else if (!failed.canRepeat() || attempt == TRIES) {
                    throw new ProvisioningFailed(step, done, all, failed);
                }
            }
        }
    }

    private boolean isDone(Portal portal, Step step, int done, int all, CallFailed first) {
        try {
            portal.read();
        } catch (CallFailed again) {
            again.addSuppressed(first);
            throw new ProvisioningFailed(step, done, all, again);
        }
        portal.remember(false);
        file.save();
        return plan(portal).steps().stream().noneMatch(s -> s.key().equals(step.key()));
    }

    /**
     * Reads the portal and says what is missing; nothing after a good {@link #apply}. If nothing is, the numbers are written
     * into the lock file, which may have been lost.
     *
     * @throws ProvisioningFailed if the portal cannot be read
     */
    public Plan verify() {
        var portal = read();
        var plan = plan(portal);
        if (plan.isEmpty()) {
            portal.remember(true);
            file.save();
        }
        return plan;
    }

    /**
     * What people have changed in the portal since it was provisioned. Changes nothing.
     *
     * @throws ProvisioningFailed if the portal cannot be read
     */
    public DriftReport drift() {
        return new DriftReport(name, new DriftSearch(mapping, lock, read()).drifts());
    }

    /** The mapping with the numbers in the lock file. */
    public BoundMapping bound() {
        return mapping.on(lock.ids());
    }
}
