using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Muster.WebFront.Api;

/// <summary>The description at <c>/openapi/v1.json</c>, made from the routes that are mapped.</summary>
internal sealed partial class ApiDescription(EndpointDataSource endpoints) : IOpenApiDocumentTransformer
{
    private const string Token = "token";
    private const string Cookie = "session";

    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Muster",
            Version = "v1",
            Description = "Live chat for public agencies. Commands are POSTs of JSON, events are Server-Sent Events; every refusal is "
                + "application/problem+json, and the last part of its type says which.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The token of one conversation, from its start." },
            [Cookie] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = Security.StaffCookie.Name, Description = "A staff session." },
        };
        document.Paths = [];
        foreach (var operation in endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<ApiOperation>()).OfType<ApiOperation>())
        {
            var path = ApiRoutes.Prefix + operation.Path;
            if (!document.Paths.TryGetValue(path, out var item))
                document.Paths.Add(path, item = new OpenApiPathItem { Operations = [] });
            item.Operations!.Add(HttpMethod.Parse(operation.Method), await Describe(operation, document, context, cancellationToken));
        }
    }

    private static async Task<OpenApiOperation> Describe(
        ApiOperation operation, OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var described = new OpenApiOperation
        {
            Summary = operation.Summary,
            OperationId = IdOf(operation),
            Parameters = [.. InPath(operation), .. operation.Parameters.Select(Describe)],
            Responses = [],
            Security = SecurityOf(operation, document),
        };
        if (operation.Body is { } body)
        {
            described.RequestBody = new OpenApiRequestBody
            {
                Required = !operation.IsBodyOptional,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Answer.Json] = new OpenApiMediaType { Schema = await Schema(body, document, context, cancellationToken) },
                },
            };
        }

        foreach (var reply in operation.Replies)
            await Add(reply, described.Responses, document, context, cancellationToken);
        foreach (var problems in operation.AllProblems.GroupBy(Problem.Status))
            await Add(problems, described.Responses, document, context, cancellationToken);
        return described;
    }

    private static async Task Add(
        ApiReply reply, OpenApiResponses responses, OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var status = reply.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!responses.TryGetValue(status, out var response))
            responses.Add(status, response = new OpenApiResponse { Description = reply.Description, Content = new Dictionary<string, OpenApiMediaType>() });
        if (reply.ContentType is not null)
        {
            response.Content!.Add(reply.ContentType, new OpenApiMediaType
            {
                Schema = reply.Shape is { } shape
                    ? await Schema(shape, document, context, cancellationToken)
                    : new OpenApiSchema { Type = JsonSchemaType.String, Description = reply.Description },
            });
        }
    }

    private static async Task Add(
        IGrouping<int, ProblemKind> problems, OpenApiResponses responses, OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var headers = problems.Key is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable
            ? new Dictionary<string, IOpenApiHeader>
            {
                ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } },
            }
            : null;
        responses.Add(problems.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), new OpenApiResponse
        {
            Description = string.Join(", ", problems.Select(problem => $"{Problem.Name(problem)}: {ProblemWording.Title(problem)}")),
            Headers = headers,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Problem.ContentType] = new OpenApiMediaType { Schema = await Schema(typeof(ProblemAnswer), document, context, cancellationToken) },
            },
        });
    }

    /// <summary>Each type stands once among the components, under its name without the ending that says what it is for us.</summary>
    private static async Task<IOpenApiSchema> Schema(
        Type type, OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var name = Ending().Replace(type.Name, "");
        if (type.Name.EndsWith("Body", StringComparison.Ordinal))
            name += "Request";
        if (document.Components?.Schemas?.ContainsKey(name) != true)
            document.AddComponent(name, await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken));
        return new OpenApiSchemaReference(name, document);
    }

    private static IEnumerable<OpenApiParameter> InPath(ApiOperation operation) =>
        Placeholder().Matches(operation.Path).Select(match => new OpenApiParameter
        {
            Name = match.Groups[1].Value,
            In = ParameterLocation.Path,
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });

    private static OpenApiParameter Describe(ApiParameter parameter) => new()
    {
        Name = parameter.Name,
        In = parameter.IsHeader ? ParameterLocation.Header : ParameterLocation.Query,
        Description = parameter.Description,
        Schema = new OpenApiSchema { Type = parameter.Type == "integer" ? JsonSchemaType.Integer : JsonSchemaType.String },
    };

    private static List<OpenApiSecurityRequirement> SecurityOf(ApiOperation operation, OpenApiDocument document)
    {
        var ways = new List<OpenApiSecurityRequirement>();
        if (operation.TakesToken)
            ways.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, document)] = [] });
        if (operation.TakesCookie)
            ways.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Cookie, document)] = [] });
        return ways;
    }

    private static string IdOf(ApiOperation operation) =>
        NoLetter().Replace($"{operation.Method.ToLowerInvariant()}-{operation.Path}", "-").Trim('-');

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[^a-z]+")]
    private static partial Regex NoLetter();

    [GeneratedRegex("(Answer|Body|Shape)$")]
    private static partial Regex Ending();
}
