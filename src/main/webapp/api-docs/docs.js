/* The key that is typed under "Authorize" stays in this page and goes only to this server. */
SwaggerUIBundle({
  url: '../openapi?format=JSON',
  dom_id: '#documentation',
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  persistAuthorization: false,
  validatorUrl: null,
  tryItOutEnabled: false,
  presets: [SwaggerUIBundle.presets.apis],
});
