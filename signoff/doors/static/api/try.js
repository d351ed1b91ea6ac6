// Starts Swagger UI on the API's description. Whoever is signed in can try at once: what changes anything carries the
// session's CSRF token.
const place = document.getElementById("api");
const here = window.location.origin;

SwaggerUIBundle({
  url: place.dataset.description,
  domNode: place,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
  requestInterceptor(request) {
    if (new URL(request.url, here).origin === here) request.headers["X-CSRFToken"] = place.dataset.csrf;
    return request;
  },
});
