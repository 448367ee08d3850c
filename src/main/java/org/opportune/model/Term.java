package org.opportune.model;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.opportune.vocabulary.Type;

/** What can be compared: a property of a fact, a literal, or arithmetic over numbers. Every number is a double: whole numbers up to 2^53 are exact. */
public sealed interface Term {

    /** A property of a fact. Its value may be unknown. */
    record Ref(Fact fact, String name, Type type) implements Term {
        public boolean isNumber() {
            return type == Type.INTEGER || type == Type.NUMBER || type == Type.MONEY;
        }

        public boolean isText() {
            return type == Type.TEXT || type == Type.CHOICE;
        }

        @Override
        public String toString() {
            return fact.word() + "." + name;
        }
    }

    /** A value that stands in the rule. */
    sealed interface Literal extends Term {
        Object value();
    }

    @SuppressWarnings("JavaLangClash") // a number of the rules' language
    record Number(double number) implements Literal {
        public Number {
            number = number == 0 ? 0.0 : number; // one zero, so that equal rules are equal
        }

        @Override
        public Object value() {
            return number;
        }
    }

    record Text(String text) implements Literal {
        @Override
        public Object value() {
            return text;
        }
    }

    record Flag(boolean flag) implements Literal {
        @Override
        public Object value() {
            return flag;
        }
    }

    record Day(LocalDate day) implements Literal {
        @Override
        public Object value() {
            return day;
        }
    }

    /** In UTC. */
    record Time(LocalDateTime time) implements Literal {
        @Override
        public Object value() {
            return time;
        }
    }

    /** Two numbers. A divisor is always a literal other than zero. Made by {@link #arithmetic}, which keeps one form of what means the same. */
    record Arithmetic(Term left, Operation operation, Term right) implements Term {}

    /** To add nothing changes nothing. */
    static Term arithmetic(Term left, Operation operation, Term right) {
        boolean nothing = operation == Operation.PLUS && right instanceof Number number && number.number() == 0;
        return nothing ? left : new Arithmetic(left, operation, right);
    }

    enum Operation {
        PLUS("+"),
        MINUS("-"),
        TIMES("*"),
        DIVIDED_BY("/");

        private final String sign;

        Operation(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }
}
