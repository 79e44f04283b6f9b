using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Writes one reference class: a method creates its request, copies the arguments into it and sends it.</summary>
internal sealed class ProxyGenerator
{
    private readonly Type _interface;
    private readonly ModuleBuilder _module;
    private readonly TypeBuilder _proxy;

    public ProxyGenerator(Type interfaceType)
    {
        _interface = interfaceType;
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new($"Orleans.Embedded.Generated.{interfaceType.FullName}"), AssemblyBuilderAccess.Run);
        _module = assembly.DefineDynamicModule("Generated");
        AllowInternals(assembly, interfaceType);
        _proxy = _module.DefineType($"{interfaceType.Name}_Reference", TypeAttributes.Public | TypeAttributes.Sealed, typeof(GrainProxy), [interfaceType]);
    }

    public Type Generate()
    {
        Constructor();
        InterfaceName();
        var methods = _interface.GetInterfaces().Append(_interface).SelectMany(type => type.GetMethods()).Where(method => !method.IsStatic).ToArray();
        for (var number = 0; number < methods.Length; number++)
        {
            Method(methods[number], number);
        }

        return _proxy.CreateType();
    }

    /// <summary>Interfaces of tests and their arguments may be internal to their assemblies.</summary>
    private static void AllowInternals(AssemblyBuilder assembly, Type interfaceType)
    {
        var attribute = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        var used = interfaceType.GetInterfaces().Append(interfaceType)
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            .SelectMany(Parts)
            .Append(interfaceType)
            .Append(typeof(GrainProxy))
            .Select(type => type.Assembly.GetName().Name!)
            .Distinct();
        foreach (var name in used)
        {
            assembly.SetCustomAttribute(new(attribute, [name]));
        }
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];

    private void Constructor()
    {
        Type[] parameters = [typeof(Engine), typeof(GrainId)];
        var code = _proxy.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, parameters).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldarg_2);
        code.Emit(OpCodes.Call, typeof(GrainProxy).GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, parameters)!);
        code.Emit(OpCodes.Ret);
    }

    private void InterfaceName()
    {
        var getter = typeof(GrainReference).GetProperty(nameof(GrainReference.InterfaceName))!.GetMethod!;
        var method = _proxy.DefineMethod(getter.Name, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.SpecialName, typeof(string), []);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldstr, _interface.FullName ?? _interface.Name);
        code.Emit(OpCodes.Ret);
    }

    private void Method(MethodInfo method, int number)
    {
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var builder = _proxy.DefineMethod(
            $"{method.DeclaringType!.Name}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            method.ReturnType,
            parameters);
        _proxy.DefineMethodOverride(builder, method);
        var code = builder.GetILGenerator();
        if (RequestGenerator.BaseFor(method) is not { } requestBase || method.IsGenericMethodDefinition || parameters.Any(parameter => parameter.IsByRef))
        {
            code.Emit(OpCodes.Ldstr, $"{method.DeclaringType}.{method.Name} cannot be called through a grain reference: only Task, ValueTask and void (for observers) methods without type parameters can");
            code.Emit(OpCodes.Newobj, typeof(NotSupportedException).GetConstructor([typeof(string)])!);
            code.Emit(OpCodes.Throw);
            return;
        }

        var request = new RequestGenerator(_module, _interface, method, requestBase, number).Generate();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Newobj, request.GetConstructor([])!);
        for (var i = 0; i < parameters.Length; i++)
        {
            code.Emit(OpCodes.Dup);
            if (CopyRules.IsShallowType(parameters[i]))
            {
                code.Emit(OpCodes.Ldarg, i + 1);
            }
            else
            {
                code.Emit(OpCodes.Ldarg_0);
                code.Emit(OpCodes.Ldarg, i + 1);
                code.Emit(OpCodes.Call, typeof(GrainProxy).GetMethod(nameof(GrainProxy.Copy))!.MakeGenericMethod(parameters[i]));
            }

            code.Emit(OpCodes.Stfld, request.GetField($"Argument{i}")!);
        }

        code.Emit(OpCodes.Call, RequestGenerator.SendFor(requestBase));
        if (RequestGenerator.TaskOf(method) is var task && task != method.ReturnType)
        {
            code.Emit(OpCodes.Newobj, method.ReturnType.GetConstructor([task])!);
        }

        code.Emit(OpCodes.Ret);
    }
}
