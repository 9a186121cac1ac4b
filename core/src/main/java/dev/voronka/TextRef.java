package dev.voronka;

/**
 * An argument of a text that is a text itself, said in the reader's language: the title of a stage, the name of a role.
 *
 * @param code the code of that text, such as {@code stage.NEW}
 */
public record TextRef(String code) {

    /** How it is kept among the arguments. */
    @Override
    public String toString() {
        return "@" + code;
    }

    /** How an argument is kept: a reference as it is, other text so that it can never be read as a reference. */
    static String kept(Object argument) {
        var text = String.valueOf(argument);
        return argument instanceof TextRef || text.indexOf('@') < 0 ? text : text.replaceAll("(^|, )@", "$1@@");
    }
}
