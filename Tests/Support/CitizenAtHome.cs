using Muster.Conversations;
using Muster.Identity;

namespace Muster.Tests.Support;

/// <summary>A citizen and the one conversation they hold a token for.</summary>
internal sealed class CitizenAtHome(IGrainFactory grains, string name)
{
    private int _messages;

    public string Key { get; } = GrainKey.Of(Some.Agency, name);

    public Caller Caller { get; } = Caller.Citizen(Some.Agency, GrainKey.Of(Some.Agency, name));

    public IConversationGrain Grain { get; } = grains.GetGrain<IConversationGrain>(GrainKey.Of(Some.Agency, name));

    public Screen Screen { get; } = new();

    public StartConversation FirstWords { get; } = Some.Start() with { Reference = name, Secret = $"secret-of-{name}" };

    /// <summary>Writes for the first time, with a screen that shows what comes.</summary>
    public async Task<Started> Starts(string queue = Some.Queue)
    {
        var started = await Grain.Start(FirstWords with { Queue = queue });
        await Watches();
        return started.Value!;
    }

    public Task<Outcome<WatchAnswer>> Watches() => Grain.Watch(Caller, grains.CreateObjectReference<IConversationWatcher>(Screen), 0);

    public Task<Outcome<Receipt>> Posts(string text, string? id = null) => Grain.Post(Caller, new PostMessage(id ?? $"{++_messages}", text));

    public Task<Outcome<Receipt>> Ends() => Grain.Close(Caller, new CloseConversation(null));

    public async Task<IReadOnlyList<Entry>> Reads() => (await Grain.Read(Caller, 0, 500)).Value!.Entries;
}
