using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Storage;
using Muster.WebFront.Live;

namespace Muster.Tests.Front.Live;

/// <summary>A front's feed over grains by hand; time passes only when the test says so.</summary>
internal sealed class LiveFront
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public LiveFront(FeedSettings? settings = null)
    {
        (var grains, Cluster) = FakeGrains.Make();
        Feed = new Feed(grains, Clock, new Random(1), settings);
        Conversation = Add(Some.Conversation);
        Cluster.Agents[GrainKey.Of(Some.Agency, Some.StaffId)] = Agent = new FakeAgent(GrainKey.Of(Some.Agency, Some.StaffId));
        var queue = GrainKey.Of(Some.Agency, Some.Queue);
        Cluster.Queues[queue] = Queue = new FakeLine(queue);
    }

    public HandClock Clock { get; } = new();

    public FakeGrains Cluster { get; }

    public Feed Feed { get; }

    public FakeConversation Conversation { get; }

    public FakeAgent Agent { get; }

    public FakeLine Queue { get; }

    public FakeConversation Add(string key) => Cluster.Conversations[key] = new FakeConversation(key);

    public async Task<Follower> Follow(Caller caller, int after = 0) => (await Feed.Follow(caller, Some.Conversation, after)).Value!;

    public async Task<Follower> FollowAgent(IReadOnlyDictionary<string, int>? resumed = null) =>
        (await Feed.FollowAgent(Some.Agent, resumed ?? new Dictionary<string, int>())).Value!;

    /// <summary>The agent holds these, and their conversations say so.</summary>
    public void Assign(params ReadOnlySpan<string> conversations)
    {
        foreach (var conversation in conversations)
            (Cluster.Conversations[conversation].Holder, Cluster.Conversations[conversation].Status) = (Some.StaffId, ConversationStatus.Active);
        Agent.Hold([.. conversations.ToArray().Select(Some.Held)]);
    }

    public void Beat(int seconds)
    {
        for (var second = 0; second < seconds; second++)
            Feed.Beat();
    }

    /// <summary>Takes until there are so many entries.</summary>
    public static async Task<List<Entry>> Entries(Follower follower, int count)
    {
        var entries = new List<Entry>();
        while (entries.Count < count)
            entries.AddRange((await Next(follower, $"entry {entries.Count + 1} of {count}")).Where(item => item.Kind == FeedKind.Entry).Select(item => item.Entry));
        return entries;
    }

    /// <summary>Takes until one of that kind comes.</summary>
    public static async Task<FeedItem> Until(Follower follower, FeedKind kind)
    {
        while (true)
        {
            var items = await Next(follower, kind.ToString());
            if (items.Any(item => item.Kind == kind))
                return items.First(item => item.Kind == kind);
        }
    }

    /// <summary>What there is now, without waiting.</summary>
    public static List<FeedItem> Now(Follower follower)
    {
        var items = new List<FeedItem>();
        while (follower.Take(items))
        {
            // Everything, in as many parts as it comes.
        }

        return items;
    }

    private static async Task<IReadOnlyList<FeedItem>> Next(Follower follower, string awaited)
    {
        var items = await follower.Next().WaitAsync(Patience, TimeProvider.System);
        Assert.True(items.Count > 0 || !follower.IsOver, $"The stream was over before {awaited} came.");
        return items;
    }
}
