using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Identity;

namespace Muster.Tests.Front;

/// <summary>One test's agency, and the people in it.</summary>
public sealed class TestAgency(FrontHost host, string id)
{
    public const string Password = "a-password-for-tests";

    /// <summary>What no citizen may ever read (S43): made so that it cannot stand in a text by chance.</summary>
    public static readonly ImmutableArray<string> PrivateNames = ["Xanthippe", "Quackenbush", "xquackenbush", "Zebediah", "Ffoulkes", "zffoulkes", Domain];

    /// <summary>Of everybody's address.</summary>
    public const string Domain = "mail-of-staff.example";

    private int _numbers;

    public string Id => id;

    public FrontHost Host => host;

    /// <summary>By user name.</summary>
    public Dictionary<string, StaffMember> Staff { get; } = [];

    public async Task MakeStaff()
    {
        await Add("xquackenbush", "Xanthippe Quackenbush", "Sam", Role.Agent, ["general", "asked"]);
        await Add("zffoulkes", "Zebediah Ffoulkes", "Alex", Role.Agent, ["general", "permits"]);
        await Add("watcher", "Wilma Watcher", "Robin", Role.Supervisor, ["general", "asked"]);
        await Add("elsewhere", "Egon Elsewhere", "Kim", Role.Supervisor, ["permits"]);
        await Add("keeper", "Klara Keeper", "Toni", Role.Administrator, ["general", "permits"]);
    }

    public Task<TestClient> Sam() => SignIn("xquackenbush");

    public Task<TestClient> Alex() => SignIn("zffoulkes");

    /// <summary>One who reads the audit log.</summary>
    public async Task<TestClient> Auditor()
    {
        await Add("verifier", "Vera Verifier", "Ari", Role.Auditor, []);
        return await SignIn("verifier");
    }

    public async Task<TestClient> SignIn(string userName)
    {
        using var answer = await new TestClient(this).Send("POST", "session", new { agency = id, username = userName, password = Password });
        Assert.Equal(200, (int)answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        return new TestClient(this) { Cookie = cookie[..cookie.IndexOf(';', StringComparison.Ordinal)] };
    }

    /// <summary>A citizen writes for the first time.</summary>
    public async Task<TestClient> Citizen(string text = "Is the bridge open?", string queue = "general", string? secret = null, string? browser = null)
    {
        secret ??= $"secret-of-a-citizen-{id}-{Interlocked.Increment(ref _numbers)}";
        var client = new TestClient(this);
        var started = await client.Json("POST", $"agencies/{id}/conversations", new { queue, messageId = secret, text, session = browser });
        return new TestClient(this)
        {
            Token = started.GetProperty("token").GetString()!,
            Conversation = started.GetProperty("id").GetString()!,
            Started = started,
        };
    }

    /// <summary>An agent who is available and has been given the citizen's conversation.</summary>
    public async Task<TestClient> Holder(TestClient citizen, string userName = "xquackenbush")
    {
        var agent = await SignIn(userName);
        await using var stream = await agent.Events("agents/me/events");
        await agent.Json("PUT", "agents/me/presence", new { status = "available", capacity = 5 });
        await stream.Until(told => told.Kind == "assigned" && told.Conversation == citizen.Conversation, "the assignment");
        return agent;
    }

    private async Task Add(string userName, string realName, string alias, Role role, ImmutableArray<string> queues)
    {
        var made = await host.Grains.GetGrain<IAgencyGrain>(id).AddAccount(
            Caller.System(id), new NewAccount(userName, Password, realName, alias, role, queues, 5)
            {
                Registration = new Registration($"Works as {role}", [realName], $"{userName}@{Domain}", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddMonths(6)),
            });
        Staff[userName] = made.Value ?? throw new InvalidOperationException($"{userName} was not made: {made.Refusal}");
    }
}
