package dev.voronka.bitrix.simulator;

import java.net.URI;
import java.util.Set;

/**
 * A local application of the portal.
 *
 * <p>Its secrets are made anew in each portal; they open nothing else.
 */
public final class App {
    final String clientId;
    final String clientSecret;
    final Set<String> scopes;
    final URI redirect;
    final String applicationToken;
    boolean installed = true;
    boolean paid = true;

    App(String clientId, String clientSecret, Set<String> scopes, URI redirect, String applicationToken) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.scopes = scopes;
        this.redirect = redirect;
        this.applicationToken = applicationToken;
    }

    public String clientId() {
        return clientId;
    }

    public String clientSecret() {
        return clientSecret;
    }

    /** What events carry, so that their handler knows whom they are from. */
    public String applicationToken() {
        return applicationToken;
    }

    /** Switches the answer {@code PAYMENT_REQUIRED} of the authorisation server on or off. */
    public void paid(boolean yes) {
        paid = yes;
    }

    /** An application whose installation is not finished gets no events. */
    public void installed(boolean yes) {
        installed = yes;
    }
}
