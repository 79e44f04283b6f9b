using Microsoft.Extensions.DependencyInjection;
using Muster.Agencies;
using Muster.Auditing;
using Muster.Conversations;
using Muster.Identity;
using Muster.Records;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;

namespace Muster.Tests.Support;

/// <summary>What a silo of a test brings to the grains.</summary>
internal static class ChatServices
{
    public static IServiceCollection AddChat(
        this IServiceCollection services, IJournal<ConversationFact, Conversation> journal, MemoryStates states, AgencySettings settings, AuditMemory? audit = null)
    {
        // The tests' clock jumps: an activation that takes a moment must not have waited for hours by it.
        services.Configure<GrainCollectionOptions>(options => options.ActivationTimeout = TimeSpan.FromDays(1));
        services.AddSingleton(journal);
        services.AddSingleton<IJournal<AuditLine, AuditHead>>(audit ?? new AuditMemory());
        services.AddGrainStorage("muster", (_, _) => states);
        services.AddSingleton<IAgencySettingsSource>(new OneAgency(settings));
        services.AddSingleton<IRandomness>(new CountingRandomness());
        services.AddSingleton<IPasswords, PlainPasswords>();
        services.AddSingleton(new FrontKeysFingerprint("of the tests"));
        return services.AddMusterGrains();
    }

    public static async Task<AgentAtWork> Hire(this IGrainFactory grains, string name, int capacity)
    {
        var account = new NewAccount(name, "long enough", "Real Name", $"{name} alias", Role.Agent, [Some.Queue, Some.OtherQueue], capacity);
        var member = await grains.GetGrain<IAgencyGrain>(Some.Agency).AddAccount(Caller.System(Some.Agency), account);
        return new AgentAtWork(grains, member.Value!.StaffId);
    }

    private sealed class OneAgency(AgencySettings settings) : IAgencySettingsSource
    {
        public ValueTask<AgencySettings?> Find(string agency) => new(agency == settings.Id ? settings : null);
    }

    private sealed class CountingRandomness : IRandomness
    {
        private long _last;

        public ulong NextUInt64() => (ulong)Interlocked.Increment(ref _last);

        public void Fill(Span<byte> bytes)
        {
            bytes.Clear();
            BitConverter.TryWriteBytes(bytes, NextUInt64());
        }
    }

    private sealed class PlainPasswords : IPasswords
    {
        public string Hash(string password) => password;

        public bool Verify(string? hash, string password) => hash == password;
    }
}
