package dev.voronka.bitrix.simulator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;

/** How a portal is made. Everything has a default: any free port, plain HTTP, the clock of the machine, the standard plan. */
public final class PortalBuilder {
    int port;
    /** Null for no HTTPS. */
    Integer httpsPort;
    /** Null for a file of its own. */
    Path certificate;

    Clock clock = Portal.system();
    ZoneId zone = Portal.moscow();
    Plan plan = Plan.STANDARD;
    long seed = 20_261_128;
    int crmMode = 1;
    boolean httpsOnly;

    PortalBuilder() {}

    /** The port on the loopback address; 0 takes any free one. */
    public PortalBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** A second port with TLS and a certificate of its own; 0 takes any free one. */
    public PortalBuilder httpsPort(int port) {
        this.httpsPort = port;
        return this;
    }

    /** Where the certificate is written; a temporary file without it. */
    public PortalBuilder certificate(Path pem) {
        this.certificate = pem;
        return this;
    }

    /** The time that the portal goes by. It can be moved on from there by {@link Portal#clock}. */
    public PortalBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** The zone in which the portal shows moments. */
    public PortalBuilder zone(ZoneId zone) {
        this.zone = zone;
        return this;
    }

    public PortalBuilder plan(Plan plan) {
        this.plan = plan;
        return this;
    }

    /** Secrets and faults follow from it. */
    public PortalBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** The simple mode, where a lead becomes a deal at once. */
    public PortalBuilder simpleMode() {
        this.crmMode = 2;
        return this;
    }

    /** Calls without TLS are refused, as a real portal does. */
    public PortalBuilder httpsOnly() {
        this.httpsOnly = true;
        return this;
    }

    public Portal build() {
        return new Portal(this);
    }
}
