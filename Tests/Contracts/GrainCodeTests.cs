using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Muster.Agencies;
using Muster.Agents;
using Muster.Auditing;
using Muster.Bans;
using Muster.Conversations;
using Muster.Identity;
using Muster.Metrics;
using Muster.Queues;
using Muster.Records;
using Muster.Sweeping;
using Orleans.Concurrency;

namespace Muster.Tests.Contracts;

/// <summary>Grains never wait for each other in a circle, and a simulated run never meets anything that changes by itself.</summary>
public sealed class GrainCodeTests
{
    /// <summary>Who may wait for whom: each for those further down.</summary>
    private static readonly ImmutableArray<ImmutableArray<Type>> Order =
    [
        [typeof(IQueueGrain), typeof(IAnonymiserGrain), typeof(ISweeperGrain)],
        [typeof(IAgentGrain)],
        [typeof(IConversationGrain)],
        [typeof(IConsultGrain)],
        [typeof(IAccountReportGrain)],
        [typeof(IAgencyGrain)],
        [typeof(IAccountGrain), typeof(IMetricsGrain), typeof(IRegisterGrain), typeof(IClusterGrain), typeof(IBanGrain), typeof(IReturnCodesGrain), typeof(IAuditGrain)],
    ];

    private static readonly Assembly Grains = typeof(AgencyGrain).Assembly;

    private static readonly CodeOfGrains Code = new(Grains);

    public static TheoryData<Type> GrainClasses => [.. Grains.GetTypes().Where(type => typeof(Grain).IsAssignableFrom(type) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(GrainClasses))]
    public void A_grain_has_a_name_of_its_own_and_is_not_reentrant(Type grain)
    {
        Assert.True(grain.IsDefined(typeof(GrainTypeAttribute)), $"{grain.Name} has no [GrainType].");
        Assert.DoesNotContain(grain.GetCustomAttributesData(), attribute => attribute.AttributeType.Name is "ReentrantAttribute" or "MayInterleaveAttribute");
    }

    [Theory]
    [MemberData(nameof(GrainClasses))]
    public void Calls_go_down_and_what_goes_up_interleaves(Type grain)
    {
        var own = grain.GetInterfaces().Where(type => Order.Any(rank => rank.Contains(type))).Min(RankOf); // a conversation is a consult, too
        var reached = Code.ReachedFrom(CodeOfGrains.MethodsOf(grain));

        var upward = reached.SelectMany(Code.NamedBy).OfType<MethodInfo>()
            .Where(call => Order.Any(rank => rank.Contains(call.DeclaringType!)))
            .Where(call => RankOf(call.DeclaringType!) <= own && !call.IsDefined(typeof(AlwaysInterleaveAttribute)))
            .Select(call => $"{call.DeclaringType!.Name}.{call.Name}");

        Assert.Empty(upward.Distinct());
    }

    [Theory]
    [MemberData(nameof(GrainClasses))]
    public void What_interleaves_waits_for_no_other_grain(Type grain)
    {
        var interleaving = grain.GetInterfaces().SelectMany(type => grain.GetInterfaceMap(type) is var map ? map.InterfaceMethods.Zip(map.TargetMethods) : [])
            .Where(pair => pair.First.IsDefined(typeof(AlwaysInterleaveAttribute)))
            .Select(pair => (MethodBase)pair.Second)
            .ToList();

        var waitedFor = interleaving.Count == 0 ? [] : Code.WaitedForFrom([.. interleaving, .. Code.CallbacksOf(grain)]);

        Assert.Empty(waitedFor.Where(IsOfAGrain).Select(call => $"{call.DeclaringType!.Name}.{call.Name}"));
    }

    [Fact]
    public void A_consult_waits_for_no_conversation()
    {
        var asked = typeof(ConversationGrain).GetInterfaceMap(typeof(IConsultGrain)).TargetMethods;

        var waitedFor = Code.WaitedForFrom(asked).OfType<MethodInfo>().Select(call => call.DeclaringType);

        Assert.DoesNotContain(typeof(IConversationGrain), waitedFor);
        Assert.DoesNotContain(typeof(IConsultGrain), waitedFor);
    }

    [Fact]
    public void Grains_call_each_other_at_all() => // else the tests above would hold by mistake
        Assert.Contains(Code.Methods.SelectMany(Code.NamedBy).OfType<MethodInfo>(), call => call.DeclaringType == typeof(IQueueGrain) && call.Name == nameof(IQueueGrain.Join));

    [Fact]
    public void Nothing_leaves_the_turn_or_asks_the_wall_clock()
    {
        var banned = Code.Methods.SelectMany(method => Code.NamedBy(method).Where(IsBanned).Select(member => $"{Name(method)} uses {Name(member)}"));

        Assert.Empty(banned.Distinct());
    }

    [Fact]
    public void No_order_that_changes_from_process_to_process_is_relied_on()
    {
        var enumerated = Code.Methods.SelectMany(method => Code.NamedBy(method)
            .Where(IsUnorderedByText)
            .Where(member => member is MethodInfo { Name: "GetEnumerator" or "get_Keys" or "get_Values" })
            .Select(member => $"{Name(method)} uses {Name(member)}"));

        Assert.Empty(enumerated.Distinct());
    }

    [Fact]
    public void A_planted_mistake_is_found()
    {
        var planted = typeof(Planted.PlantedGrain);
        var code = new CodeOfGrains(planted.Assembly);
        var named = CodeOfGrains.MethodsOf(planted).SelectMany(code.NamedBy).ToList();

        Assert.Contains(named, IsBanned);
        Assert.Contains(named, IsUnorderedByText);
    }

    [Theory]
    [InlineData(nameof(Planted.PlantedGrain.Ask))]
    [InlineData(nameof(Planted.PlantedGrain.AskOneMethodDown))]
    [InlineData(nameof(Planted.PlantedGrain.PassOn))]
    [InlineData(nameof(Planted.PlantedGrain.AskAllInALambda))]
    [InlineData(nameof(Planted.PlantedGrain.AskLater))]
    [InlineData(nameof(Planted.PlantedGrain.AskOneOrTheOther))]
    [InlineData(nameof(Planted.PlantedGrain.AskByAnother))]
    [InlineData(nameof(Planted.PlantedGrain.AskByWhoeverIsThere))]
    public void A_call_that_is_waited_for_is_found_however_it_is_hidden(string method)
    {
        var planted = new CodeOfGrains(typeof(Planted.PlantedGrain).Assembly);
        MethodBase[] asks = [typeof(Planted.PlantedGrain).GetMethod(method)!];

        Assert.Contains(planted.WaitedForFrom(asks), IsOfAGrain);
        Assert.Contains(planted.ReachedFrom(asks).SelectMany(planted.NamedBy).OfType<MethodBase>(), IsOfAGrain);
    }

    [Theory]
    [InlineData(nameof(Planted.PlantedGrain.Tell))]
    [InlineData(nameof(Planted.PlantedGrain.TellOneMethodDown))]
    public void A_call_that_nobody_waits_for_may_go_up(string method)
    {
        var planted = new CodeOfGrains(typeof(Planted.PlantedGrain).Assembly);

        Assert.DoesNotContain(planted.WaitedForFrom([typeof(Planted.PlantedGrain).GetMethod(method)!]), IsOfAGrain);
    }

    [Fact]
    public void What_a_constructor_gives_away_to_be_called_back_is_followed()
    {
        var planted = new CodeOfGrains(typeof(Planted.PlantedGrain).Assembly);

        Assert.Contains(planted.WaitedForFrom(planted.CallbacksOf(typeof(Planted.CalledBack))), IsOfAGrain);
    }

    private static int RankOf(Type grainInterface) => Order.Index().Single(rank => rank.Item.Contains(grainInterface)).Index;

    /// <summary>Of a grain, and not of a watcher: those return nothing to wait for.</summary>
    private static bool IsOfAGrain(MethodBase call) =>
        call is MethodInfo { DeclaringType: { IsInterface: true } type } method && typeof(IAddressable).IsAssignableFrom(type) && method.ReturnType != typeof(void);

    private static bool IsBanned(MemberInfo member) => member switch
    {
        MethodBase { DeclaringType: { } type } method when type == typeof(Task) || type.Name.StartsWith("ValueTask", StringComparison.Ordinal) || type.Name == "Task`1" =>
            method.Name is "Run" or "ConfigureAwait" or "Wait" or "get_Result"
            || (method.Name is "Delay" or "WaitAsync" && method.GetParameters() is var parameters
                && parameters.Any(parameter => parameter.ParameterType == typeof(TimeSpan) || parameter.ParameterType == typeof(int))
                && parameters.All(parameter => parameter.ParameterType != typeof(TimeProvider))),
        MethodBase { DeclaringType: { } type, Name: var name } =>
            (type == typeof(Guid) && name is "NewGuid" or "CreateVersion7")
            || (type == typeof(Random) && name is ".ctor" or "get_Shared")
            || (type == typeof(DateTime) || type == typeof(DateTimeOffset)) && name is "get_Now" or "get_UtcNow" or "get_Today"
            || type == typeof(Thread)
            || type == typeof(TaskFactory)
            || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ConcurrentDictionary<,>)),
        _ => false,
    };

    private static bool IsUnorderedByText(MemberInfo member) =>
        member.DeclaringType is { IsConstructedGenericType: true } type
        && (type.GetGenericTypeDefinition() == typeof(ImmutableDictionary<,>) || type.GetGenericTypeDefinition() == typeof(ImmutableHashSet<>))
        && type.GetGenericArguments()[0] == typeof(string);

    private static string Name(MemberInfo member) => $"{member.DeclaringType?.FullName}.{member.Name}";
}
