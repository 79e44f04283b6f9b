using System.Reflection;
using System.Runtime.CompilerServices;

namespace Muster.Tests.Contracts;

/// <summary>Which code an assembly's methods reach, compiler-made classes included.</summary>
internal sealed class CodeOfGrains(Assembly assembly)
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Dictionary<MethodBase, IReadOnlyList<MemberInfo>> _named = [];
    private readonly Dictionary<MethodInfo, IReadOnlyList<MethodBase>> _bodies = [];

    private Type[] Types { get; } = assembly.GetTypes();

    public static IEnumerable<MethodBase> MethodsOf(Type type) =>
        type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)).Concat(type.GetNestedTypes(All).SelectMany(MethodsOf));

    public IEnumerable<MethodBase> Methods => Types.Where(type => !type.IsNested).SelectMany(MethodsOf);

    /// <summary>What a method names, in its state machine where it has one.</summary>
    public IReadOnlyList<MemberInfo> NamedBy(MethodBase method)
    {
        if (_named.TryGetValue(method, out var known)) return known;

        var stateMachine = method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType;
        var code = stateMachine?.GetMethod("MoveNext", All) ?? method;
        return _named[method] = [.. Instructions.MembersNamedBy(code).Select(Definition)];
    }

    /// <summary>Every method of the assembly that is reached from these, themselves included.</summary>
    public HashSet<MethodBase> ReachedFrom(IEnumerable<MethodBase> methods) => Follow(methods, NamedBy);

    /// <summary>
    /// What a turn that runs these waits for or may wait for: every call that is reached, but for those whose task is given up with
    /// <c>Ignore</c>. A task may be awaited, returned, gathered, kept for later: nobody tells, so each counts.
    /// </summary>
    public HashSet<MethodBase> WaitedForFrom(IEnumerable<MethodBase> methods) =>
        [.. Follow(methods, WaitedForBy).SelectMany(WaitedForBy)];

    /// <summary>What a type's objects are given to call back from the beginning: delegates its constructors make of its own methods.</summary>
    public IEnumerable<MethodBase> CallbacksOf(Type type) =>
        from pair in type.GetConstructors(All).SelectMany(NamedMethods)
        where pair.Next is ConstructorInfo made && typeof(Delegate).IsAssignableFrom(made.DeclaringType)
        select pair.Method;

    private HashSet<MethodBase> Follow(IEnumerable<MethodBase> methods, Func<MethodBase, IEnumerable<MemberInfo>> next)
    {
        var (reached, open) = (new HashSet<MethodBase>(), new Stack<MethodBase>(methods));
        while (open.TryPop(out var method))
        {
            if (!reached.Add(method)) continue;
            foreach (var named in next(method).OfType<MethodBase>().SelectMany(Bodies)) open.Push(named);
        }

        return reached;
    }

    private IEnumerable<MethodBase> WaitedForBy(MethodBase method) =>
        NamedMethods(method).Where(pair => pair.Next is not MethodBase next || !GivesUp(next)).Select(pair => pair.Method);

    /// <summary>Whether a method lets a task go on by itself: <c>Ignore</c>, or one of ours that does nothing else with it.</summary>
    private bool GivesUp(MethodBase method) =>
        method is MethodInfo { Name: "Ignore" } ignore && ignore.ReturnType == typeof(void)
        || (method is MethodInfo { IsAbstract: false } own && IsOurs(own) && own.ReturnType == typeof(void) && own.GetParameters() is [{ ParameterType: var type }]
            && type == typeof(Task) && NamedBy(own) is [MethodInfo { Name: "Ignore" }]);

    /// <summary>The methods a method names, each with what it names next.</summary>
    private IEnumerable<(MethodBase Method, MemberInfo? Next)> NamedMethods(MethodBase method)
    {
        var named = NamedBy(method);
        for (var i = 0; i < named.Count; i++)
        {
            if (named[i] is MethodBase call) yield return (call, i + 1 < named.Count ? named[i + 1] : null);
        }
    }

    /// <summary>What runs when a method is called: itself, or whatever implements or overrides it.</summary>
    private IReadOnlyList<MethodBase> Bodies(MethodBase method) =>
        !IsOurs(method) ? []
        : method is not MethodInfo { IsVirtual: true, DeclaringType: { } type } called ? [method]
        : _bodies.TryGetValue(called, out var known) ? known
        : _bodies[called] =
        [
            called,
            .. Types.Where(other => other != type && other.IsClass && type.IsAssignableFrom(other)).Select(other => Override(other, type, called)).OfType<MethodBase>(),
        ];

    private static MethodInfo? Override(Type other, Type type, MethodInfo called)
    {
        if (!type.IsInterface) return Array.Find(other.GetMethods(All), method => method.GetBaseDefinition() == called.GetBaseDefinition());

        var map = other.GetInterfaceMap(type);
        return Array.IndexOf(map.InterfaceMethods, called) is >= 0 and var at ? map.TargetMethods[at] : null;
    }

    private bool IsOurs(MethodBase method) => method.Module.Assembly == assembly;

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
