package dev.voronka.bitrix.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How one request gets into a portal.
 *
 * @param root before {@code rest/}, ends with a slash
 * @param path user and secret of a webhook with a slash after each, empty for an app
 * @param token of an app
 */
record Entry(URI root, String path, @Nullable String token) {

    URI address(boolean version3, String method) {
        return root.resolve("rest/" + (version3 ? "api/" : "") + path + method);
    }

    Entry at(URI otherRoot) {
        return new Entry(otherRoot, path, token);
    }

    /** The portal's new root, if the location is the same call on another host: that is how portals tell a new address. */
    @Nullable
    URI movedTo(URI called, @Nullable String location) {
        if (location == null) {
            return null;
        }
        URI target;
        try {
            target = called.resolve(location.strip());
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
        var safe = "https".equalsIgnoreCase(target.getScheme())
                || called.getScheme().equalsIgnoreCase(target.getScheme());
        if (!safe || target.getHost() == null || target.getRawUserInfo() != null) {
            return null;
        }
        if (!called.getRawPath().equals(target.getRawPath())) {
            return null;
        }
        var there = URI.create(target.getScheme() + "://" + target.getRawAuthority() + root.getRawPath());
        return there.equals(root) ? null : there;
    }

    /** Without secret and token. */
    @Override
    public String toString() {
        return "Entry[" + root.getAuthority() + "]";
    }
}
