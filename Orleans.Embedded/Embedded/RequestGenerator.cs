using System.Reflection;
using System.Reflection.Emit;

namespace Orleans.Embedded;

/// <summary>Writes one request class: a field per argument, and the call itself.</summary>
internal sealed class RequestGenerator(ModuleBuilder module, Type interfaceType, MethodInfo method, Type requestBase, int number)
{
    private const MethodAttributes Overriding = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;

    private readonly TypeBuilder _request = module.DefineType($"{interfaceType.Name}_{method.Name}_{number}", TypeAttributes.Public | TypeAttributes.Sealed, requestBase);

    /// <summary>Null when a method of this shape cannot be called through a reference.</summary>
    public static Type? BaseFor(MethodInfo method)
    {
        var returns = method.ReturnType;
        if (returns == typeof(void))
        {
            return typeof(IGrainObserver).IsAssignableFrom(method.DeclaringType) ? typeof(VoidRequest) : null;
        }

        if (returns == typeof(Task) || returns == typeof(ValueTask))
        {
            return typeof(TaskRequest);
        }

        var definition = returns.IsGenericType ? returns.GetGenericTypeDefinition() : null;
        return definition == typeof(Task<>) || definition == typeof(ValueTask<>) ? typeof(TaskRequest<>).MakeGenericType(returns.GetGenericArguments()) : null;
    }

    /// <summary>The task in which the answer of a method crosses: a <see cref="ValueTask"/>'s is one as well.</summary>
    public static Type TaskOf(MethodInfo method)
    {
        var returns = method.ReturnType;
        return !returns.IsValueType || returns == typeof(void) ? returns
            : returns.IsGenericType ? typeof(Task<>).MakeGenericType(returns.GetGenericArguments())
            : typeof(Task);
    }

    public static MethodInfo SendFor(Type requestBase)
    {
        var sends = typeof(GrainProxy).GetMethods().Where(candidate => candidate.Name == nameof(GrainProxy.Send));
        if (!requestBase.IsGenericType)
        {
            return sends.Single(candidate => candidate.GetParameters()[0].ParameterType == requestBase);
        }

        var definition = requestBase.GetGenericTypeDefinition();
        return sends
            .Single(candidate => candidate.GetParameters()[0].ParameterType is { IsGenericType: true } parameter && parameter.GetGenericTypeDefinition() == definition)
            .MakeGenericMethod(requestBase.GetGenericArguments());
    }

    public Type Generate()
    {
        var metadata = _request.DefineField("Metadata", typeof(GrainMethod), FieldAttributes.Public | FieldAttributes.Static);
        var arguments = method.GetParameters()
            .Select((parameter, i) => _request.DefineField($"Argument{i}", parameter.ParameterType, FieldAttributes.Public))
            .ToArray();
        Constructor();
        Getter(nameof(GrainRequest.Method), metadata);
        Call(arguments);
        if (arguments.Length > 0)
        {
            ArgumentCount(arguments.Length);
            GetArgument(arguments);
            SetArgument(arguments);
        }

        var type = _request.CreateType();
        type.GetField(metadata.Name)!.SetValue(null, new GrainMethod(interfaceType, method));
        return type;
    }

    private static void ReturnOrThrowOutOfRange(ILGenerator code)
    {
        code.Emit(OpCodes.Ldstr, "index");
        code.Emit(OpCodes.Newobj, typeof(ArgumentOutOfRangeException).GetConstructor([typeof(string)])!);
        code.Emit(OpCodes.Throw);
    }

    private void Constructor()
    {
        var code = _request.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, []).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, requestBase.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])!);
        code.Emit(OpCodes.Ret);
    }

    private void Getter(string property, FieldInfo field)
    {
        var code = _request.DefineMethod($"get_{property}", Overriding | MethodAttributes.SpecialName, field.FieldType, []).GetILGenerator();
        code.Emit(OpCodes.Ldsfld, field);
        code.Emit(OpCodes.Ret);
    }

    private void Call(FieldInfo[] arguments)
    {
        var code = _request.DefineMethod("Call", Overriding, TaskOf(method), [typeof(object)]).GetILGenerator();
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var argument in arguments)
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldfld, argument);
        }

        code.Emit(OpCodes.Callvirt, method);
        if (TaskOf(method) != method.ReturnType)
        {
            code.Emit(OpCodes.Stloc, code.DeclareLocal(method.ReturnType));
            code.Emit(OpCodes.Ldloca_S, (byte)0);
            code.Emit(OpCodes.Call, method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);
        }

        code.Emit(OpCodes.Ret);
    }

    private void ArgumentCount(int count)
    {
        var code = _request.DefineMethod(nameof(GrainRequest.GetArgumentCount), Overriding, typeof(int), []).GetILGenerator();
        code.Emit(OpCodes.Ldc_I4, count);
        code.Emit(OpCodes.Ret);
    }

    private void GetArgument(FieldInfo[] arguments)
    {
        var code = _request.DefineMethod(nameof(GrainRequest.GetArgument), Overriding, typeof(object), [typeof(int)]).GetILGenerator();
        ForEach(code, arguments, argument =>
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldfld, argument);
            code.Emit(OpCodes.Box, argument.FieldType);
        });
    }

    private void SetArgument(FieldInfo[] arguments)
    {
        var code = _request.DefineMethod(nameof(GrainRequest.SetArgument), Overriding, typeof(void), [typeof(int), typeof(object)]).GetILGenerator();
        ForEach(code, arguments, argument =>
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldarg_2);
            code.Emit(OpCodes.Unbox_Any, argument.FieldType);
            code.Emit(OpCodes.Stfld, argument);
        });
    }

    private static void ForEach(ILGenerator code, FieldInfo[] arguments, Action<FieldInfo> emit)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var next = code.DefineLabel();
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldc_I4, i);
            code.Emit(OpCodes.Bne_Un, next);
            emit(arguments[i]);
            code.Emit(OpCodes.Ret);
            code.MarkLabel(next);
        }

        ReturnOrThrowOutOfRange(code);
    }
}
