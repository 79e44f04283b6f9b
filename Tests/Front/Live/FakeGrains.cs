using System.Reflection;
using Muster.Agencies;
using Muster.Agents;
using Muster.Bans;
using Muster.Conversations;
using Muster.Metrics;
using Muster.Queues;

namespace Muster.Tests.Front.Live;

/// <summary>A cluster by hand: each grain answers as the test says, and pushes only what the test lets through.</summary>
public class FakeGrains : DispatchProxy
{
    public Dictionary<string, FakeConversation> Conversations { get; } = [];

    public Dictionary<string, FakeAgent> Agents { get; } = [];

    public Dictionary<string, FakeLine> Queues { get; } = [];

    public Dictionary<string, FakeAccount> Accounts { get; } = [];

    public Dictionary<string, IBanGrain> Bans { get; } = [];

    public Dictionary<string, IMetricsGrain> Metrics { get; } = [];

    public FakeManagement Management { get; } = new();

    public static (IGrainFactory Factory, FakeGrains Cluster) Make()
    {
        var factory = Create<IGrainFactory, FakeGrains>();
        return (factory, (FakeGrains)factory);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IGrainFactory.CreateObjectReference) => args![0],
        nameof(IGrainFactory.GetGrain) => Grain(targetMethod.GetGenericArguments()[0], args![0]),
        _ => throw new NotSupportedException($"The front has no use for {targetMethod.Name}."),
    };

    private object Grain(Type type, object? key) =>
        type == typeof(IConversationGrain) ? Conversations[(string)key!]
        : type == typeof(IAgentGrain) ? Agents[(string)key!]
        : type == typeof(IQueueGrain) ? Queues[(string)key!]
        : type == typeof(IAccountGrain) ? Accounts[(string)key!]
        : type == typeof(IBanGrain) ? Bans[(string)key!]
        : type == typeof(IMetricsGrain) ? Metrics[(string)key!]
        : type == typeof(IManagementGrain) ? Management
        : throw new NotSupportedException($"The front has no use for {type}.");
}
