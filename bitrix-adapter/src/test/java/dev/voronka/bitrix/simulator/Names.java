package dev.voronka.bitrix.simulator;

import java.util.Locale;
import java.util.regex.Pattern;

/** How names of fields are turned: {@code STAGE_ID} and {@code stageId}, {@code UF_CRM_3_DIGIT} and {@code ufCrm3Digit}. */
final class Names {
    private static final Pattern LETTERS = Pattern.compile("[A-Z]*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private Names() {}

    static String upper(String camel) {
        StringBuilder upper = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            boolean digit = Character.isDigit(c);
            boolean afterDigit = i > 0 && Character.isDigit(camel.charAt(i - 1));
            if (i > 0 && (Character.isUpperCase(c) || (digit && !afterDigit))) {
                upper.append('_');
            }
            upper.append(c);
        }
        return upper.toString().toUpperCase(Locale.ROOT);
    }

    static String camel(String upper) {
        StringBuilder camel = new StringBuilder();
        for (String part : parts(upper)) {
            camel.append(camel.isEmpty() ? part.toLowerCase(Locale.ROOT) : capital(part));
        }
        return camel.toString();
    }

    /**
     * The simplified name of a user field. Where a part mixes letters and digits, the tail is kept as it is; a number at the end
     * keeps its underscore. Two fields may get one name.
     */
    static String camelOfUserField(String upper) {
        String tail = upper.startsWith("UF_CRM_") ? upper.substring("UF_CRM_".length()) : upper;
        StringBuilder camel = new StringBuilder("ufCrm");
        String[] parts = parts(tail);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (DIGITS.matcher(part).matches()) {
                camel.append(i == parts.length - 1 ? "_" : "").append(part);
            } else if (LETTERS.matcher(part).matches()) {
                camel.append(capital(part));
            } else {
                return "ufCrm_" + tail;
            }
        }
        return camel.toString();
    }

    private static String[] parts(String name) {
        return name.split("_", -1);
    }

    private static String capital(String part) {
        return part.isEmpty()
                ? ""
                : part.substring(0, 1).toUpperCase(Locale.ROOT)
                        + part.substring(1).toLowerCase(Locale.ROOT);
    }
}
