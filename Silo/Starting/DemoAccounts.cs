using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;

namespace Muster.Silo.Starting;

/// <summary>The people of the demo agency; their passwords are made up at its first start.</summary>
internal static class DemoAccounts
{
    public const string Agency = "demo";

    /// <summary>The most conversations each demo agent may hold.</summary>
    private const int Capacity = 5;

    /// <summary>Letters and digits nobody mistakes for another; 32 of them, so each stands for 5 bits.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789E";

    /// <summary>80 bits.</summary>
    private const int PasswordLength = 16;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ImmutableArray<NewAccount> WithPasswords(IReadOnlyDictionary<string, string> passwords, ImmutableArray<string> queues) =>
    [
        new("agent1", passwords["agent1"], "Samantha Okafor", "Sam", Role.Agent, queues, Capacity),
        new("agent2", passwords["agent2"], "Alexander Nguyen", "Alex", Role.Agent, queues, Capacity),
        new("supervisor", passwords["supervisor"], "Robin Castellano", "Robin", Role.Supervisor, queues, AgentLimits.DefaultCapacity),
        new("admin", passwords["admin"], "Kim Lindqvist", "Kim", Role.Administrator, queues, AgentLimits.DefaultCapacity),
    ];

    public static SortedDictionary<string, string> NewPasswords(IRandomness randomness) => new(StringComparer.Ordinal)
    {
        ["agent1"] = NewPassword(randomness),
        ["agent2"] = NewPassword(randomness),
        ["supervisor"] = NewPassword(randomness),
        ["admin"] = NewPassword(randomness),
    };

    public static void Write(string path, SortedDictionary<string, string> passwords) =>
        OwnFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(passwords, Indented));

    /// <summary>Those of a first start that was cut short.</summary>
    public static SortedDictionary<string, string>? Read(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllBytes(path)) : null;

    private static string NewPassword(IRandomness randomness) =>
        string.Concat(Enumerable.Range(0, PasswordLength).Select(_ => Alphabet[(int)(randomness.NextUInt64() % (ulong)Alphabet.Length)]));
}
