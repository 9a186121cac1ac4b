package dev.voronka.bitrix.client;

import java.net.URI;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in by a secret that is part of the address. */
final class Webhook implements Access {

    private static final Logger LOG = LoggerFactory.getLogger(BitrixClient.class);

    private static final Pattern PATH = Pattern.compile("(/(?:.*/)?)rest/(\\d+)/([A-Za-z0-9_-]+)/?");

    private final String path;
    private volatile Entry entry;

    private Webhook(URI root, String path) {
        this.path = path;
        this.entry = new Entry(root, path, null);
    }

    /** @throws IllegalArgumentException if that is no address of a webhook; it is not quoted, for it may hold the secret */
    static Webhook at(URI address, Secrets secrets) {
        var path = address.getRawPath() == null ? null : PATH.matcher(address.getRawPath());
        if (address.getHost() == null || path == null || !path.matches() || address.getRawQuery() != null) {
            throw new IllegalArgumentException("The address of the webhook is not like"
                    + " https://example.bitrix24.ru/rest/1/secret/ (portal, user, secret); copy it from the portal.");
        }
        secrets.learn(path.group(3));
        var root = URI.create(address.getScheme() + "://" + address.getRawAuthority() + path.group(1));
        return new Webhook(root, path.group(2) + "/" + path.group(3) + "/");
    }

    @Override
    public Entry entry() {
        return entry;
    }

    @Override
    public void moved(URI root) {
        if (!entry.root().equals(root)) {
            LOG.warn(
                    "The portal {} has moved to {}. Put the new address of the webhook into the settings.",
                    entry.root().getAuthority(),
                    root.getAuthority());
            entry = entry.at(root);
        }
    }

    /** The same: a webhook has no token, so a portal does not say that. */
    @Override
    public Entry renewed(Entry expired) {
        return entry;
    }

    @Override
    public String caller() {
        return path;
    }

    @Override
    public long renewals() {
        return 0;
    }

    @Override
    public String toString() {
        return "Webhook of " + entry.root().getAuthority();
    }
}
