using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using FlowWatch.Core.Findings;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http.Api;

/// <summary>Writes the OpenAPI 3.1 description of operations.</summary>
internal static class OpenApiDocument
{
    // The shape of a finding is written down once, for reports.
    private static readonly JsonObject ReportSchemas = ReadReportSchemas();

    private static readonly ApiProblemType[] OfEveryOperation = [ApiProblemType.InvalidParameter, ApiProblemType.Internal, ApiProblemType.Stopping];

    /// <summary>The description.</summary>
    /// <param name="operations">What is described.</param>
    /// <param name="server">The path that all routes begin with.</param>
    /// <param name="version">Version of FlowWatch.</param>
    public static JsonObject Of(IReadOnlyList<ApiOperation> operations, string server, string version)
    {
        var schemas = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        var paths = new JsonObject();
        foreach (var path in operations.SelectMany(Described).GroupBy(one => one.Path))
        {
            paths["/" + path.Key] = new JsonObject([.. path.Select(one => KeyValuePair.Create(one.Operation.Method.ToLowerInvariant(), (JsonNode?)Operation(one.Operation, one.Id, one.Path, schemas)))]);
        }

        SchemaOf(typeof(ApiProblem), schemas);
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "FlowWatch", ["version"] = version, ["description"] = "Watches AWS VPC Flow Logs. Times are UTC. Lists go on at nextLink." },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = server }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject(schemas),
                ["securitySchemes"] = new JsonObject
                {
                    ["functionKey"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "x-functions-key" },
                    ["functionKeyInQuery"] = new JsonObject { ["type"] = "apiKey", ["in"] = "query", ["name"] = "code" },
                },
            },
        };
    }

    // An operation whose path has a word of a few is one for each.
    private static IEnumerable<(string Path, string Id, ApiOperation Operation)> Described(ApiOperation operation)
    {
        if (operation.Variants.Count == 0) return [(operation.Route, operation.Name, operation)];
        var name = operation.Parameters.Single(parameter => parameter.Place == ApiPlace.Path).Name;
        return operation.Variants.Select(variant => (operation.Route.Replace($"{{{name}}}", variant.Word, StringComparison.Ordinal), $"{operation.Name}.{variant.Word}", variant.Operation));
    }

    private static JsonObject Operation(ApiOperation operation, string id, string path, SortedDictionary<string, JsonNode?> schemas)
    {
        var responses = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var response in operation.Responses) responses[Status(response.Status)] = Response(response, schemas);
        var problems = operation.Problems.Concat(OfEveryOperation);
        if (operation.Body is not null) problems = problems.Concat([ApiProblemType.InvalidBody, ApiProblemType.BodyTooLarge]);
        if (operation.NeedsConfiguration) problems = problems.Concat([ApiProblemType.ConfigurationInvalid, ApiProblemType.StateUnavailable]);
        foreach (var status in problems.GroupBy(problem => problem.Status).Where(status => !responses.ContainsKey(Status(status.Key)))) responses[Status(status.Key)] = Problem(status.Distinct(), operation.IsPage);
        if (operation.Authorization != AuthorizationLevel.Anonymous) responses["401"] = new JsonObject { ["description"] = "The key is missing or wrong. The Functions host answers without a body." };
        var described = new JsonObject
        {
            ["operationId"] = id,
            ["summary"] = operation.Summary,
            ["x-route"] = operation.Route,
            ["x-authorization-level"] = operation.Authorization.ToString().ToLowerInvariant(),
            ["security"] = operation.Authorization == AuthorizationLevel.Anonymous ? [] : new JsonArray(Scheme("functionKey"), Scheme("functionKeyInQuery")),
            ["parameters"] = new JsonArray([.. operation.Parameters.Where(parameter => parameter.Place != ApiPlace.Form && (parameter.Place != ApiPlace.Path || path.Contains($"{{{parameter.Name}}}", StringComparison.Ordinal))).Select(Parameter)]),
            ["responses"] = new JsonObject(responses),
        };
        if (operation.Parameters.Where(parameter => parameter.Place == ApiPlace.Form).ToList() is { Count: > 0 } form) described["requestBody"] = Form(form);
        if (operation.Body is { } body)
        {
            described["requestBody"] = new JsonObject
            {
                ["required"] = body.IsRequired,
                ["description"] = body.Description,
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = SchemaOf(body.Type, schemas) } },
            };
        }

        return described;
    }

    private static JsonObject Form(IReadOnlyList<ApiParameter> fields)
    {
        var schema = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject([.. fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)Field(field)))]) };
        if (fields.Where(field => field.IsRequired).ToList() is { Count: > 0 } required) schema["required"] = new JsonArray([.. required.Select(field => JsonValue.Create(field.Name))]);
        return new JsonObject { ["required"] = true, ["content"] = new JsonObject { ["application/x-www-form-urlencoded"] = new JsonObject { ["schema"] = schema } } };
    }

    private static JsonObject Field(ApiParameter field)
    {
        var schema = field.Schema;
        schema["description"] = field.Description;
        return schema;
    }

    private static JsonObject Scheme(string name) => new() { [name] = new JsonArray() };

    private static JsonObject Parameter(ApiParameter parameter) => new()
    {
        ["name"] = parameter.Name,
        ["in"] = parameter.Place.ToString().ToLowerInvariant(),
        ["required"] = parameter.IsRequired,
        ["description"] = parameter.Description,
        ["schema"] = parameter.Schema,
    };

    private static JsonObject Response(ApiResponse response, SortedDictionary<string, JsonNode?> schemas)
    {
        var description = new JsonObject { ["description"] = response.Description };
        if (response.Body is not null)
        {
            description["content"] = new JsonObject { [response.MediaType] = new JsonObject { ["schema"] = response.MediaType == ApiResponse.Html ? Page() : response.Body == typeof(JsonObject) ? new JsonObject { ["type"] = "object" } : SchemaOf(response.Body, schemas) } };
        }

        if (response.Headers.Count > 0)
        {
            description["headers"] = new JsonObject([.. response.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)new JsonObject { ["description"] = header.Value, ["schema"] = new JsonObject { ["type"] = "string" } }))]);
        }

        return description;
    }

    private static JsonObject Problem(IEnumerable<ApiProblemType> types, bool isPage) => new()
    {
        ["description"] = string.Join(' ', types.Select(type => $"{type.Title} ({type.Uri})")),
        ["content"] = isPage
            ? new JsonObject { [ApiResponse.Html] = new JsonObject { ["schema"] = Page() } }
            : new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = Reference(nameof(ApiProblem)) } },
    };

    private static JsonObject Page() => new() { ["type"] = "string" };

    private static JsonObject SchemaOf(Type type, SortedDictionary<string, JsonNode?> schemas)
    {
        var name = type.IsGenericType ? $"{type.Name.Split('`')[0]}Of{type.GetGenericArguments()[0].Name}" : type.Name;
        if (schemas.ContainsKey(name)) return Reference(name);
        schemas[name] = ApiJson.Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) =>
            {
                if (context.TypeInfo.Type == typeof(DateTimeOffset)) return new JsonObject { ["type"] = "string", ["format"] = "date-time" };
                if (Nullable.GetUnderlyingType(context.TypeInfo.Type) == typeof(DateTimeOffset)) return new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date-time" };
                return context.TypeInfo.Type == typeof(Finding) ? FindingReference(schemas) : schema;
            },
        });
        return Reference(name);
    }

    private static JsonObject FindingReference(SortedDictionary<string, JsonNode?> schemas)
    {
        foreach (var (name, schema) in ReportSchemas) schemas.TryAdd(name, schema!.DeepClone());
        return Reference("finding");
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static string Status(int status) => status.ToString(CultureInfo.InvariantCulture);

    // Of the report only what a finding is made of.
    private static JsonObject ReadReportSchemas()
    {
        using var stream = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("scan-report.schema.json")!;
        using var reader = new StreamReader(stream);
        var all = JsonNode.Parse(reader.ReadToEnd().Replace("#/$defs/", "#/components/schemas/", StringComparison.Ordinal))!["$defs"]!.AsObject();
        var needed = new JsonObject();
        var open = new Queue<string>(["finding"]);
        while (open.TryDequeue(out var name))
        {
            if (needed.ContainsKey(name)) continue;
            needed[name] = all[name]!.DeepClone();
            foreach (var other in all.Select(definition => definition.Key).Where(other => all[name]!.ToJsonString().Contains($"\"#/components/schemas/{other}\"", StringComparison.Ordinal))) open.Enqueue(other);
        }

        return needed;
    }
}
