package dev.voronka.examples.anycrm;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that need a running Tryton; skipped without one, and then they say how to run them. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsTryton.Condition.class)
@interface NeedsTryton {

    /** Where the folder of tryton.sh is; set by the profile. */
    String FOLDER = "voronka.tryton";

    /** Asks whether the profile is on. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (System.getProperty(FOLDER) != null) {
                return ConditionEvaluationResult.enabled("the profile is on");
            }
            if (context.getTestMethod().isEmpty()) {
                System.out.println("SKIPPED: " + context.getDisplayName()
                        + " needs a Tryton. bash examples/any-crm/tryton.sh install && bash examples/any-crm/tryton.sh start"
                        + " && ./mvnw -Ptryton -pl examples/any-crm -am verify");
            }
            return ConditionEvaluationResult.disabled("needs -Ptryton");
        }
    }
}
