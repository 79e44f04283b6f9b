using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Embedded;

/// <summary>Copies an object member by member, by code generated once per type.</summary>
internal sealed class MemberCopier : TypeCopier
{
    private static readonly MethodInfo CopyOne = typeof(CopyContext).GetMethod(nameof(CopyContext.Copy))!;

    private readonly Type _type;
    private readonly ConstructorInvoker? _constructor;
    private readonly Action<object, object, CopyContext> _copyMembers;

    private MemberCopier(Type type, IEnumerable<FieldInfo> fields)
    {
        _type = type;
        _constructor = Constructor(type);
        _copyMembers = Generate(type, fields);
    }

    public static MemberCopier OfAllFields(Type type) => new(type, type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));

    public static MemberCopier OfCoveredMembers(Type type) => new(type, CoveredMembers.Of(type));

    public override object Copy(object source, CopyContext context)
    {
        var copy = _constructor?.Invoke() ?? RuntimeHelpers.GetUninitializedObject(_type);
        context.Remember(source, copy);
        _copyMembers(source, copy, context);
        return copy;
    }

    public void CopyMembers(object source, object copy, CopyContext context) => _copyMembers(source, copy, context);

    /// <summary>With a parameterless constructor members that do not travel get its values, without one their type's default, as with Orleans.</summary>
    private static ConstructorInvoker? Constructor(Type type) =>
        !type.IsValueType
        && type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, Type.EmptyTypes) is { IsPrivate: false } constructor
            ? ConstructorInvoker.Create(constructor)
            : null;

    private static Action<object, object, CopyContext> Generate(Type type, IEnumerable<FieldInfo> fields)
    {
        var method = new DynamicMethod($"Copy {type.Name}", typeof(void), [typeof(object), typeof(object), typeof(CopyContext)], typeof(MemberCopier).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        var cast = type.IsValueType ? OpCodes.Unbox : OpCodes.Castclass;
        foreach (var field in fields)
        {
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(cast, type);
            if (!CopyRules.IsShallowType(field.FieldType))
            {
                code.Emit(OpCodes.Ldarg_2);
            }

            code.Emit(OpCodes.Ldarg_0);
            code.Emit(cast, type);
            code.Emit(OpCodes.Ldfld, field);
            if (!CopyRules.IsShallowType(field.FieldType))
            {
                code.Emit(OpCodes.Call, CopyOne.MakeGenericMethod(field.FieldType));
            }

            code.Emit(OpCodes.Stfld, field);
        }

        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Action<object, object, CopyContext>>();
    }
}
