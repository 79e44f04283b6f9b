using System.Text.Json;
using System.Text.RegularExpressions;

namespace Muster.Tests.Front;

[Collection(SharedFront.Name)]
public sealed partial class DescriptionTests(FrontHost host)
{
    [Fact]
    public async Task Every_route_of_the_api_is_described_and_every_described_one_is_there()
    {
        var described = (await Described()).Select(operation => $"{operation.Method} {operation.Path}");

        var mapped = host.Endpoints
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"));

        Assert.Equal(mapped.Order(), described.Order());
    }

    [Fact]
    public async Task Every_operation_describes_its_answers_and_problems()
    {
        foreach (var operation in await Described())
        {
            Assert.Contains(operation.Statuses, status => status.StartsWith('2'));
            Assert.Contains("400", operation.Statuses);
            Assert.Contains("503", operation.Statuses);
            Assert.All(operation.Problems, media => Assert.Equal("application/problem+json", media));
        }
    }

    [Fact]
    public async Task A_transfer_carries_a_note_and_may_carry_a_reason_an_id_and_a_word_of_the_supervisors()
    {
        using var description = JsonDocument.Parse(await new TestClient(new TestAgency(host, "none")).Page("/openapi/v1.json"));

        var body = description.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("TransferRequest").GetProperty("properties");

        Assert.Equal(["agent", "beyondLimit", "group", "messageId", "note", "priority", "queue", "reason"], body.EnumerateObject().Select(field => field.Name).Order());
    }

    [Fact]
    public async Task Hostile_requests_get_the_contracts_problems_and_change_nothing()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var agent = await agency.Holder(citizen);
        var before = await State(citizen, agent);

        foreach (var operation in await Described())
        {
            foreach (var caller in (TestClient[])[citizen, agent])
                await Attack(operation, caller, citizen.Conversation, agency.Id);
        }

        Assert.Equal(before, await State(citizen, agent));
    }

    [Fact]
    public async Task Nobody_gets_in_without_credentials_or_with_made_up_ones()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        TestClient[] strangers =
        [
            new(agency),
            new(agency) { Token = "made-up" },
            new(agency) { Token = citizen.Token![..^2] + "AA" },
            new(agency) { Cookie = "muster-session=made-up" },
            new(agency) { Cookie = $"muster-session={citizen.Token}" },
        ];

        foreach (var operation in (await Described()).Where(operation => operation.NeedsCredentials && operation.Method != "DELETE"))
        {
            foreach (var stranger in strangers)
            {
                var problem = await stranger.Problem(operation.Method, operation.At(citizen.Conversation, agency.Id), operation.HasBody ? Hostile.Example(operation.Path) : null);
                Assert.Equal("not-signed-in", problem);
            }
        }
    }

    [Fact]
    public async Task What_is_not_there_and_what_is_not_taken_are_problems_too()
    {
        var client = new TestClient(await host.NewAgency());

        Assert.Equal("not-found", await client.Problem("GET", "nothing-here"));
        Assert.Equal("not-found", await client.Problem("POST", "/api"));
        Assert.Equal("not-found", await client.Problem("GET", "/api/v2/agencies/demo"));
        Assert.Equal("unknown-agency", await client.Problem("GET", "agencies/no-such-agency"));
        Assert.Equal("unknown-agency", await client.Problem("GET", "agencies/No%20Such"));
        Assert.Equal("unknown-queue", await client.Problem("POST", $"agencies/{client.Agency.Id}/conversations", new { queue = "nope", messageId = Some.Secret, text = "t" }));
        foreach (var operation in await Described())
            Assert.Equal("method-not-allowed", await client.Problem("PATCH", operation.At("aaaaaaaaaaaaaaaaaaaaaaaaaa", client.Agency.Id)));
    }

    [Fact]
    public async Task Every_answer_carries_the_safe_headers_and_no_name_of_the_server()
    {
        var client = new TestClient(await host.NewAgency());

        foreach (var path in (string[])["nothing", $"agencies/{client.Agency.Id}", "session", "/openapi/v1.json", "/nowhere"])
        {
            using var answer = await client.Send("GET", path);
            Assert.Contains("default-src 'none'; script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.True(answer.Headers.Contains("Permissions-Policy"));
            Assert.Empty(answer.Headers.Server);
        }
    }

    private static async Task Attack(Operation operation, TestClient caller, string conversation, string agency)
    {
        var address = operation.At(conversation, agency);
        if (operation.HasBody)
        {
            foreach (var (name, body, problems) in Hostile.Bodies(operation.Path))
                await Expect(operation, caller, address, name, body(), problems);
        }

        foreach (var query in operation.Parameters.SelectMany(parameter => Hostile.Queries(operation.Path, parameter)))
            await Expect(operation, caller, $"{address}?{query}", query, null, ["invalid-request"], ("Accept", "application/json"));
        if (!operation.Path.Contains("{id}", StringComparison.Ordinal))
            return;

        foreach (var id in Hostile.Ids)
            await Expect(operation, caller, operation.At(id, agency), id, operation.HasBody ? Hostile.Example(operation.Path) : null, ["not-found"]);
    }

    private static async Task Expect(
        Operation operation, TestClient caller, string address, string attack, object? body, string[] problems, params (string, string)[] headers)
    {
        using var answer = await caller.Send(operation.Method, address, body, headers);
        var call = $"{operation.Method} {address} as {(caller.Token is null ? "agent" : "citizen")} with {attack}";
        var problem = await TestClient.ProblemOf(answer, call);
        Assert.True(operation.Statuses.Contains($"{(int)answer.StatusCode}"), $"{call}: {(int)answer.StatusCode} is not described.");
        // Who may not do it at all need not be told what is wrong with it.
        Assert.True(problems.Contains(problem) || problem is "not-allowed" or "not-found" or "not-signed-in", $"{call}: {problem}");
    }

    private static async Task<string> State(TestClient citizen, TestClient agent) => string.Join('\n', [
        (await citizen.Json("GET", citizen.Mine("transcript?format=json"))).ToString(),
        (await agent.Json("GET", "agents/me/conversations")).ToString(),
        (await agent.Json("GET", "agents/me")).GetProperty("status").ToString(),
        (await agent.Json("GET", "agents/me")).GetProperty("capacity").ToString(),
    ]);

    private async Task<List<Operation>> Described()
    {
        var text = await new TestClient(new TestAgency(host, "none")).Page("/openapi/v1.json");
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("paths").EnumerateObject().SelectMany(path =>
            path.Value.EnumerateObject().Select(operation => Operation.Of(path.Name, operation)))];
    }

    private sealed record Operation(
        string Method, string Path, bool HasBody, bool NeedsCredentials, List<string> Statuses, List<string> Problems, List<string> Parameters)
    {
        public static Operation Of(string path, JsonProperty operation)
        {
            var responses = operation.Value.GetProperty("responses").EnumerateObject().ToList();
            return new Operation(
                operation.Name.ToUpperInvariant(),
                path,
                operation.Value.TryGetProperty("requestBody", out _),
                operation.Value.TryGetProperty("security", out var security) && security.GetArrayLength() > 0,
                [.. responses.Select(response => response.Name)],
                [.. responses.Where(response => response.Name[0] is '4' or '5').SelectMany(response => response.Value.GetProperty("content").EnumerateObject().Select(media => media.Name))],
                operation.Value.TryGetProperty("parameters", out var parameters)
                    ? [.. parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)]
                    : []);
        }

        public string At(string conversation, string agency) => Placeholder().Replace(Path, match => match.Value switch
        {
            "{id}" => conversation,
            "{agency}" => agency,
            _ => "general",
        });
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholder();
}
