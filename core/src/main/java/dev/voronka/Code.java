package dev.voronka;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The stored name of a trigger or an effect: lower case words joined by hyphens, 2 to 40 characters.
 *
 * <p>It is written into history and into the CRM, so it must never change silently; the class name may.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Code {
    /** The stored name, {@code [a-z][a-z0-9-]{1,39}}. */
    String value();

    /** Stored names that it had before, in texts written then; none of them is anybody's present name. */
    String[] formerly() default {};
}
