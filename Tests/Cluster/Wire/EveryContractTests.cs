#if ENGINE_ORLEANS
using System.Collections.Immutable;
using System.Reflection;
using Muster.Conversations;
using Muster.Tests.Engine.Puppets;
using Orleans.Serialization;

namespace Muster.Tests.Cluster.Wire;

/// <summary>Whatever one part of Muster may say to another arrives on another silo as it was said.</summary>
public sealed class EveryContractTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    private static readonly MethodInfo Anything = typeof(IPostGrain).GetMethod(nameof(IPostGrain.Anything))!;

    private static readonly Type[] Contracts = typeof(IConversationGrain).Assembly.GetTypes();

    public static TheoryData<Type> Grains => [.. Contracts.Where(type => type.IsInterface && typeof(IGrainWithStringKey).IsAssignableFrom(type))];

    public static TheoryData<Type> Watchers => [.. Contracts.Where(type => type.IsInterface && typeof(IGrainObserver).IsAssignableFrom(type))];

    public static TheoryData<Type> Enumerations => [.. Contracts.Where(type => type.IsEnum)];

    public static TheoryData<Type> Types => [.. Contracts.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute)) && !type.IsGenericType)];

    [Theory]
    [MemberData(nameof(Grains))]
    public async Task What_a_grain_is_asked_and_answers(Type grain)
    {
        foreach (var method in grain.GetMethods())
            (await silos.Call(method)).IsWhole();
    }

    [Theory]
    [MemberData(nameof(Watchers))]
    public async Task What_a_watcher_is_told(Type watcher)
    {
        var watch = Contracts.SelectMany(type => type.IsInterface ? type.GetMethods() : [])
            .First(method => method.GetParameters().Any(parameter => parameter.ParameterType == watcher));
        var reference = (await silos.Call(watch)).Arrived.OfType<IGrainObserver>().Single();

        foreach (var method in watcher.GetMethods())
        {
            var told = method.GetParameters().Select(parameter => new Filled(type => throw new NotSupportedException($"{type}")).Of(parameter.ParameterType)).ToArray();
            method.Invoke(reference, told);
            new Crossing(told, await silos.EarOf(reference).Next()).IsWhole();
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_contract_where_anything_may_stand(Type type) => (await silos.Call(Anything, filled => [filled.Of(type)], type)).IsWhole();

    [Theory]
    [MemberData(nameof(Enumerations))]
    public async Task Each_value_of_an_enumeration(Type type)
    {
        var values = Filled.Collection(typeof(ImmutableArray<>).MakeGenericType(type), Enum.GetValues(type));

        (await silos.Call(Anything, _ => [values], answered: null)).IsWhole();
    }

    [Fact]
    public async Task What_gets_lost_on_the_way_is_noticed()
    {
        var crossing = await silos.Call(Anything, _ => [new Parcel("books", []) { Note = "has no number" }], answered: null);

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(crossing.IsWhole);
    }

    [Fact]
    public Task What_cannot_be_sent_is_noticed() =>
        Assert.ThrowsAsync<CodecNotFoundException>(() => silos.Call(Anything, _ => [new Unmarked()], answered: null));
}
#endif
