using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Muster.Tests.Contracts;

/// <summary>Which code an assembly's methods reach, compiler-made classes included.</summary>
internal sealed class CodeOfGrains(Assembly assembly)
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Dictionary<MethodBase, IReadOnlyList<MemberInfo>> _named = [];

    public static IEnumerable<MethodBase> MethodsOf(Type type) =>
        type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)).Concat(type.GetNestedTypes(All).SelectMany(MethodsOf));

    public IEnumerable<MethodBase> Methods => assembly.GetTypes().Where(type => !type.IsNested).SelectMany(MethodsOf);

    /// <summary>What a method names, in its state machine where it has one.</summary>
    public IReadOnlyList<MemberInfo> NamedBy(MethodBase method)
    {
        if (_named.TryGetValue(method, out var known)) return known;

        var stateMachine = method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType;
        var code = stateMachine?.GetMethod("MoveNext", All) ?? method;
        return _named[method] = [.. Instructions.MembersNamedBy(code).Select(Definition)];
    }

    /// <summary>Every method of the assembly that is reached from these, themselves included.</summary>
    public HashSet<MethodBase> ReachedFrom(IEnumerable<MethodBase> methods)
    {
        var (reached, open) = (new HashSet<MethodBase>(), new Stack<MethodBase>(methods));
        while (open.TryPop(out var method))
        {
            if (!reached.Add(method)) continue;
            foreach (var named in NamedBy(method).OfType<MethodBase>().Where(named => named.Module.Assembly == assembly)) open.Push(named);
        }

        return reached;
    }

    /// <summary>What a method awaits directly: the call before each <c>GetAwaiter</c>.</summary>
    public IEnumerable<MethodBase> AwaitedBy(MethodBase method)
    {
        var calls = NamedBy(method).OfType<MethodBase>().ToImmutableArray();
        return calls.Zip(calls.Skip(1)).Where(pair => pair.Second.Name == "GetAwaiter").Select(pair => pair.First);
    }

    private static MemberInfo Definition(MemberInfo member) => member switch
    {
        MethodInfo { IsGenericMethod: true } method => OnDefinition(method.GetGenericMethodDefinition()),
        MethodBase method => OnDefinition(method),
        _ => member,
    };

    /// <summary>The method as its generic type declares it, where that is one of ours; the framework's keep their type arguments.</summary>
    private static MethodBase OnDefinition(MethodBase method) =>
        method.DeclaringType is { IsConstructedGenericType: true } type && type.Namespace?.StartsWith("Muster", StringComparison.Ordinal) == true
            ? MethodBase.GetMethodFromHandle(method.MethodHandle, type.GetGenericTypeDefinition().TypeHandle)!
            : method;
}
