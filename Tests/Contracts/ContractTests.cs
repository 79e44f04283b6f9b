using System.Reflection;
using Muster.Conversations;
using Orleans.Concurrency;

namespace Muster.Tests.Contracts;

/// <summary>What crosses a grain interface arrives whole, and nobody changes it on the way.</summary>
public sealed class ContractTests
{
    private static readonly Assembly Contracts = typeof(IConversationGrain).Assembly;

    private static readonly Type[] Interfaces = [.. Contracts.GetTypes().Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))];

    [Fact]
    public void Everything_that_crosses_is_whole_and_cannot_be_changed() => Assert.Empty(ContractCheck.Problems(Interfaces));

    [Fact]
    public void Every_kind_of_grain_has_been_looked_at() =>
        Assert.Superset(
            new HashSet<string>(["IQueueGrain", "IAgentGrain", "IConversationGrain", "IAgencyGrain", "IAccountGrain", "IMetricsGrain", "IRegisterGrain", "IConversationWatcher"]),
            Interfaces.Select(type => type.Name).ToHashSet());

    [Fact]
    public void Watchers_return_nothing() =>
        Assert.All(
            Interfaces.Where(type => typeof(IGrainObserver).IsAssignableFrom(type)).SelectMany(type => type.GetMethods()),
            method => Assert.Equal(typeof(void), method.ReturnType));

    [Fact]
    public void Only_what_goes_up_interleaves()
    {
        var interleaving = Interfaces.SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(AlwaysInterleaveAttribute)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Equal(
            [
                "IAgentGrain.IsAvailable", "IAgentGrain.Release", "IAgentGrain.TakeAway", "IAgentGrain.WrapUp",
                "IAuditGrain.Record",
                "IConversationGrain.ConsultChanged",
                "IMetricsGrain.Add",
                "IQueueGrain.Join", "IQueueGrain.Leave", "IQueueGrain.Mark", "IQueueGrain.Notice", "IQueueGrain.Offered", "IQueueGrain.Ready",
            ],
            interleaving.Order(StringComparer.Ordinal));
    }

#if ENGINE_EMBEDDED
    [Theory]
    [InlineData("Careless: has no [GenerateSerializer]")]
    [InlineData("Careless: has no [Immutable]")]
    [InlineData("Careless: has no [Alias]")]
    [InlineData("Careless.Name: can be changed")]
    [InlineData("Careless.Name: is lost on the way")]
    [InlineData("Careless.Names: List`1 can be changed")]
    [InlineData("Careless._hidden: can be changed")]
    [InlineData("Twice: has the alias of Once")]
    [InlineData("Twice: has [Id(0)] twice")]
    [InlineData("Nested: has no [Immutable]")]
    [InlineData("IPlantedGrain.Send: Byte[] can be changed")]
    public void A_planted_mistake_is_found(string problem) =>
        Assert.Contains(ContractCheck.Problems([typeof(Planted.IPlantedGrain)]), found => found.StartsWith(problem, StringComparison.Ordinal));
#endif
}
