/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import io.waymark.analytics.AppId;
import io.waymark.analytics.tenant.ApiKey;
import io.waymark.analytics.tenant.ApiKeys;
import io.waymark.analytics.tenant.Grant;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Lets a request in, or not. A request that shows a key is judged by that key alone, whoever is logged in: so it needs no
 * protection against cross-site forgery, as a foreign page cannot make a browser send the header.
 */
public final class Doorkeeper {

    /** The header that carries a key. */
    public static final String KEY_HEADER = "X-Api-Key";

    private final ApiKeys keys;
    private final HostLogin hostLogin;

    /**
     * Trusts keys and logins.
     *
     * @param keys the keys
     * @param hostLogin the logins of the host
     */
    public Doorkeeper(ApiKeys keys, HostLogin hostLogin) {
        this.keys = keys;
        this.hostLogin = hostLogin;
    }

    ApiCaller admit(ServerRequest request, Grant grant) {
        String secret = request.headers().firstHeader(KEY_HEADER);
        if (secret != null) {
            return admit(request, secret, grant);
        }
        if (grant == Grant.INGEST) {
            throw unauthorized("Events are sent with a key in the header " + KEY_HEADER);
        }
        String name = hostLogin.name(request);
        if (name == null) {
            throw unauthorized("A key in the header " + KEY_HEADER + " or a login is needed");
        }
        return new ApiCaller(AppId.DEFAULT, name);
    }

    /**
     * Lets a request in by a key, wherever the request carries it.
     *
     * @param request the request
     * @param secret the key that it shows
     * @param grant what the key must grant
     * @return who asks
     * @throws ProblemException with 401 if there is no such key, with 403 if it does not grant that
     */
    public ApiCaller admit(ServerRequest request, String secret, Grant grant) {
        ApiKey key = keys.find(secret).orElseThrow(() -> unauthorized("The key is not known"));
        if (!key.grants().contains(grant)) {
            throw new ProblemException(Problem.of(HttpStatus.FORBIDDEN, "The key does not grant " + grant.name()));
        }
        return new ApiCaller(key.app(), key.name());
    }

    private static ProblemException unauthorized(String detail) {
        return new ProblemException(
                Problem.of(HttpStatus.UNAUTHORIZED, detail).header(HttpHeaders.WWW_AUTHENTICATE, "ApiKey"));
    }
}
