package dev.voronka.process.contract;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The text of a contract: a template to be filled with what the card says, or a file.
 *
 * @param template the template's name; empty if the text was written by hand
 * @param file the file's id or link in the host's storage; empty while there is only a template
 * @param hash SHA-256 of the file in hexadecimal; empty while there is no file
 */
public record Document(String template, String file, String hash) {

    /** No text: the present one stays. */
    public static final Document NONE = new Document("", "", "");

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    /** A hash is kept in lower case. */
    public Document {
        hash = hash.toLowerCase(Locale.ROOT);
    }

    /** A template to be filled. */
    public static Document template(String name) {
        return new Document(name, "", "");
    }

    /** A file with its SHA-256. */
    public static Document file(String id, String sha256) {
        return new Document("", id, sha256);
    }

    boolean isGiven() {
        return !template.isBlank() || hasFile();
    }

    boolean hasFile() {
        return !file.isBlank();
    }

    boolean isHashed() {
        return !hasFile() || SHA_256.matcher(hash).matches();
    }
}
