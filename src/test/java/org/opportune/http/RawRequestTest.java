package org.opportune.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawRequestTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "*",
                "/api/v1/customers/a%40example.org/status",
                "/a%2Fb",
                "/%C3%A5",
                "/\u00C3\u00A5",
                "/a/../b",
                "/a/./..;x=1/b",
                "/a//b"
            })
    void anOrdinaryPathIsNoMistake(String path) {
        assertThat(RawRequest.mistakeInPath(path)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/%zz, two hexadecimal digits",
        "/%, two hexadecimal digits",
        "/%4, two hexadecimal digits",
        "/a%4g, two hexadecimal digits",
        "/%ff%fe, UTF-8",
        "/%c0%af, UTF-8",
        "/%ed%a0%80, UTF-8",
        "/a%00b, control character",
        "/a%7f, control character",
        "/a%5Cb, backslash",
        "/customers/{id}/status, %7B",
        "/.., out of the server",
        "/a/../../b, out of the server",
        "/%2e%2e/etc, out of the server",
        "x:80, does not begin"
    })
    void aPathThatNobodyShouldDecodeIsToldWhy(String path, String why) {
        assertThat(RawRequest.mistakeInPath(path)).contains(why);
    }

    @Test
    void onlyChunkedIsAKnownTransferEncoding() {
        assertThat(RawRequest.mistakeInFraming(List.of())).isNull();
        assertThat(RawRequest.mistakeInFraming(List.of("Chunked"))).isNull();
        assertThat(RawRequest.mistakeInFraming(List.of("gzip, chunked"))).contains("Transfer-Encoding");
        assertThat(RawRequest.mistakeInFraming(List.of("chunked", "chunked"))).contains("Transfer-Encoding");
    }

    @Test
    void aQueryIsUtf8() {
        assertThat(RawRequest.mistakeInQuery("a=%C3%A4&b=%2")).contains("%25");
        assertThat(RawRequest.mistakeInQuery("a=%ff")).contains("UTF-8");
        assertThat(RawRequest.mistakeInQuery("a=b%00")).contains("control");
        assertThat(RawRequest.mistakeInQuery("a=%0Ab")).contains("control");
        assertThat(RawRequest.mistakeInQuery("a=%C3%A4&b=")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", "example.org:8080", "127.0.0.1:", "[::1]:8080", "a_b"})
    void aHostIsANameAndAPort(String host) {
        assertThat(RawRequest.mistakeInHost(List.of(host))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a:zz", "a:99999999999", "[::1", "a/b", "user@a"})
    void whatIsNoHostIsRefused(String host) {
        assertThat(RawRequest.mistakeInHost(List.of(host))).contains("Host");
    }

    @Test
    void thereIsOneHost() {
        assertThat(RawRequest.mistakeInHost(List.of("a", "b"))).contains("more than one");
    }
}
